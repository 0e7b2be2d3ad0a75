// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

import java.util.Optional;

/**
 * What stands between a name and its value.
 *
 * @param kind tells where the value ends
 * @param value where it begins; the end of the line if it is not on it
 */
record Joint(Kind kind, int value) {
  private static final int MOST_SPACES = 20;
  private static final String[] VERBS = {"is ", "was ", "is: ", "to "};

  enum Kind {
    /** {@code name=value}. */
    TIGHT,
    /** {@code name: value}. */
    LOOSE,
    /** {@code name%3Dvalue}. */
    PERCENT,
    /** {@code <name>value</name>}. */
    ELEMENT,
    /** {@code --name value}. */
    OPTION,
    /** {@code name is value}, or a line that begins with a name. */
    PROSE
  }

  /** What follows the word between two places; empty if it is not joined to a value. */
  static Optional<Joint> after(String text, int from, int to) {
    if (isElement(text, from)) {
      return Optional.of(new Joint(Kind.ELEMENT, to));
    }
    int at = to + Quote.at(text, to).map(Quote::length).orElse(0);
    boolean quoted = at > to;
    int sign = skipSpaces(text, at);
    if (sign >= text.length()) {
      return Optional.empty();
    }
    char c = text.charAt(sign);
    if (c == '=' || c == ':') {
      return Optional.of(behindSign(text, sign, at));
    }
    if (c == '%') {
      return percent(text, sign);
    }
    if (quoted) {
      return valueMember(text, sign);
    }
    return sign == at ? Optional.empty() : spoken(text, from, sign);
  }

  private static boolean isElement(String text, int from) {
    if (from == 0) {
      return false;
    }
    int at = from - 1;
    if (text.charAt(at) == ':') {
      at--;
      while (at > 0 && Character.isLetterOrDigit(text.charAt(at))) {
        at--;
      }
    }
    return at >= 0 && (text.charAt(at) == '<' || text.charAt(at) == ';' && isEntity(text, at));
  }

  private static boolean isEntity(String text, int semicolon) {
    return semicolon >= 3 && text.startsWith("&lt", semicolon - 3);
  }

  private static Joint behindSign(String text, int sign, int endOfName) {
    int next = sign + 1;
    if (next < text.length() && (text.charAt(next) == '=' || text.charAt(next) == '>')) {
      next++;
    }
    int value = skipSpaces(text, next);
    boolean tight = text.charAt(sign) == '=' && sign == endOfName && value == next;
    return new Joint(tight ? Kind.TIGHT : Kind.LOOSE, value);
  }

  /** An equals sign or a colon, escaped for an address once or several times. */
  private static Optional<Joint> percent(String text, int sign) {
    int at = sign + 1;
    while (text.startsWith("25", at)) {
      at += 2;
    }
    boolean escaped = text.regionMatches(true, at, "3d", 0, 2) || text.startsWith("3a", at);
    return escaped ? Optional.of(new Joint(Kind.PERCENT, at + 2)) : Optional.empty();
  }

  /** {@code "name": "password", "value": "..."} and {@code key="password" value="..."}. */
  private static Optional<Joint> valueMember(String text, int sign) {
    int at = skipSpaces(text, text.charAt(sign) == ',' ? sign + 1 : sign);
    at += Quote.at(text, at).map(Quote::length).orElse(0);
    if (!text.regionMatches(true, at, "value", 0, 5)) {
      return Optional.empty();
    }
    at += 5;
    at += Quote.at(text, at).map(Quote::length).orElse(0);
    int next = skipSpaces(text, at);
    if (next >= text.length() || text.charAt(next) != '=' && text.charAt(next) != ':') {
      return Optional.empty();
    }
    return Optional.of(behindSign(text, next, at));
  }

  private static Optional<Joint> spoken(String text, int from, int next) {
    if (text.charAt(from) == '-') {
      return Optional.of(new Joint(Kind.OPTION, next));
    }
    if (from <= MOST_SPACES && skipSpaces(text, 0) == from) {
      return Optional.of(new Joint(Kind.PROSE, next));
    }
    if ("iwtIWT".indexOf(text.charAt(next)) < 0) {
      return Optional.empty();
    }
    for (String word : VERBS) {
      if (text.regionMatches(true, next, word, 0, word.length())) {
        return Optional.of(new Joint(Kind.PROSE, skipSpaces(text, next + word.length())));
      }
    }
    return Optional.empty();
  }

  static int skipSpaces(String text, int from) {
    int at = from;
    int most = Math.min(text.length(), from + MOST_SPACES);
    while (at < most && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }
}
