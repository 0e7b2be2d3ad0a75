// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

/**
 * What may be shown of a text nobody could read: its punctuation, the words of the protocol and
 * short numbers. Where the structure is broken, no place is known to be free of secrets.
 */
final class Outline {
  private static final int MOST = 64 * 1024;
  private static final String HIDDEN = "*";

  private Outline() {}

  /** The text with every other word hidden; cut where it gets long. */
  static String of(String text) {
    StringBuilder shown = new StringBuilder();
    int at = 0;
    while (at < text.length() && shown.length() < MOST) {
      int end = endOfWord(text, at);
      if (end > at) {
        shown.append(word(text.substring(at, end)));
        at = end;
      } else {
        shown.append(mark(text.charAt(at++)));
      }
    }
    return at < text.length() ? shown.append(" ...").toString() : shown.toString();
  }

  /** The word, or a star. */
  static String word(String word) {
    return Words.isHarmless(word) ? word : HIDDEN;
  }

  private static int endOfWord(String text, int from) {
    int end = from;
    while (end < text.length() && isPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c > '~';
  }

  private static char mark(char c) {
    return c < ' ' && c != '\n' && c != '\t' ? ' ' : c;
  }
}
