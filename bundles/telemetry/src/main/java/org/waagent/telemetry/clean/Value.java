// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The value behind a name, as far as it is on the line. Where its end is in doubt it is the later
 * one.
 *
 * @param from its first character
 * @param to behind its last
 * @param rest what of it is on the lines below
 */
record Value(int from, int to, Optional<Hidden> rest) {
  private static final Set<String> PLAIN =
      Set.of(
          "",
          "true",
          "false",
          "yes",
          "no",
          "y",
          "n",
          "none",
          "null",
          "***",
          "*****",
          "enabled",
          "disabled",
          "redacted",
          "<redacted>",
          "*** redacted ***");
  private static final String TRAILING = ",;)}] \t\r";

  /**
   * The value behind a joint.
   *
   * @param inText whether the name stands inside a text in double quotes
   * @param isQuery whether it is a member of a query
   * @param isQuoted whether the name stands in quotes
   */
  static Value of(String text, Joint joint, boolean inText, boolean isQuery, boolean isQuoted) {
    int from = joint.value();
    if (joint.kind() == Joint.Kind.ELEMENT) {
      return element(text, from);
    }
    if (from >= text.length() || isBlockMark(text, from)) {
      Hidden below = Hidden.below(Hidden.indentation(text));
      return new Value(from, text.length(), inText ? Optional.empty() : Optional.of(below));
    }
    Optional<Quote> quote = Quote.at(text, from);
    if (quote.isPresent() && !(inText && quote.get() == Quote.DOUBLE)) {
      int begin = from + quote.get().length();
      int end = quote.get().end(text, begin);
      return new Value(begin, end < 0 ? text.length() : end, Optional.empty());
    }
    if (isQuoted && !inText && "{[".indexOf(text.charAt(from)) >= 0) {
      return brackets(text, from);
    }
    boolean open = !inText && "{[".indexOf(text.charAt(from)) >= 0;
    Optional<Hidden> rest =
        open ? Optional.of(Hidden.inside(Hidden.indentation(text))) : Optional.empty();
    return new Value(from, bare(text, joint, inText, isQuery), rest);
  }

  /** Whether it tells nothing, so that it may stay. */
  boolean isPlain(String text) {
    int end = to;
    while (end > from && TRAILING.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end - from < 20 && PLAIN.contains(text.substring(from, end).toLowerCase(Locale.ROOT));
  }

  /** A list or text of YAML that begins on the next line. */
  private static boolean isBlockMark(String text, int from) {
    char c = text.charAt(from);
    return (c == '|' || c == '>') && text.length() - from <= 3;
  }

  private static Value element(String text, int endOfName) {
    int from = Element.text(text, endOfName);
    boolean inTag = from == endOfName;
    int end = Element.end(text, from, inTag);
    if (end < 0) {
      // Elsewhere it is a word in angle brackets, as in a usage line.
      Optional<Hidden> rest =
          text.stripLeading().startsWith("<")
              ? Optional.of(Hidden.element(inTag))
              : Optional.empty();
      return new Value(from, text.length(), rest);
    }
    return new Value(from, end, Optional.empty());
  }

  private static Value brackets(String text, int from) {
    Brackets brackets = new Brackets();
    int end = brackets.end(text, from);
    if (end < 0) {
      return new Value(from, text.length(), Optional.of(Hidden.brackets(brackets)));
    }
    return new Value(from, end, Optional.empty());
  }

  private static int bare(String text, Joint joint, boolean inText, boolean isQuery) {
    boolean word = joint.kind() != Joint.Kind.LOOSE && joint.kind() != Joint.Kind.PROSE;
    int at = joint.value();
    while (at < text.length() && !isEnd(text, at, word, inText, isQuery)) {
      at++;
    }
    return at;
  }

  private static boolean isEnd(String text, int at, boolean word, boolean inText, boolean isQuery) {
    char c = text.charAt(at);
    if (inText && (c == '"' || text.startsWith("\\n", at)) && isUnescaped(text, at)) {
      return true;
    }
    return word && (c <= ' ' || isQuery && "&\"'<>".indexOf(c) >= 0);
  }

  static boolean isUnescaped(String text, int at) {
    int before = at - 1;
    while (before >= 0 && text.charAt(before) == '\\') {
      before--;
    }
    return (at - 1 - before) % 2 == 0;
  }
}
