// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.status;

import java.io.IOException;
import java.io.Reader;

/**
 * A JSON document while it is read. Strings that are longer than any that counts are cut on the
 * way, so that one of many megabytes takes no more memory than another. Knows how long the whole
 * is, and how it begins.
 */
final class StatusText extends Reader {
  /** A file with a longer one is cut in any case, and each of its texts to much less. */
  private static final int LONGEST_STRING = StatusLimits.LARGEST_FILE;

  private static final int SHOWN = 2000;
  private static final int HEX = 16;
  private static final int HEX_DIGITS = 4;

  private final Reader source;
  private final StringBuilder beginning = new StringBuilder();
  private long length;
  private boolean blank = true;
  private boolean inString;
  private boolean escaped;
  private boolean halfPair;
  private int digits;
  private char unit;
  private int inner;
  private boolean cut;

  StatusText(Reader source) {
    this.source = source;
  }

  /** Characters so far, those that were cut away too. */
  long length() {
    return length;
  }

  /** Whether nothing but space was found so far. */
  boolean isBlank() {
    return blank;
  }

  /** Its first characters. */
  String beginning() throws IOException {
    char[] more = new char[SHOWN];
    while (beginning.length() < SHOWN && read(more, 0, SHOWN) > 0) {
      // What is read is noted.
    }
    return beginning.toString();
  }

  @Override
  public int read(char[] target, int from, int most) throws IOException {
    int found = 0;
    while (found == 0) {
      int count = source.read(target, from, most);
      if (count <= 0) {
        return count;
      }
      note(target, from, count);
      for (int i = from; i < from + count; i++) {
        if (isKept(target[i])) {
          target[from + found++] = target[i];
        }
      }
    }
    return found;
  }

  private void note(char[] chars, int from, int count) throws IOException {
    length += count;
    if (length > StatusLimits.LARGEST_READ) {
      throw new IOException("it has more than " + StatusLimits.LARGEST_READ + " characters");
    }
    beginning.append(chars, from, Math.min(count, SHOWN - beginning.length()));
    for (int i = from; blank && i < from + count; i++) {
      blank = Character.isWhitespace(chars[i]);
    }
  }

  private boolean isKept(char c) {
    if (!inString) {
      inString = c == '"';
      inner = 0;
      return true;
    }
    boolean isPlain = !escaped && digits == 0;
    if (isPlain && c == '"') {
      inString = false;
      halfPair = false;
      return true;
    }
    // Neither what is escaped nor a pair of surrogates is cut in two.
    cut = isPlain && !halfPair ? inner >= LONGEST_STRING : cut;
    inner++;
    step(c);
    return !cut;
  }

  private void step(char c) {
    if (digits > 0) {
      unit = (char) (unit << 4 | Math.max(0, Character.digit(c, HEX)));
      digits--;
      halfPair = digits == 0 && Character.isHighSurrogate(unit);
    } else if (escaped) {
      escaped = false;
      digits = c == 'u' ? HEX_DIGITS : 0;
    } else {
      escaped = c == '\\';
      halfPair = Character.isHighSurrogate(c);
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
