// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

import java.util.Optional;

/** Secrets that have no name: what follows a scheme of authorization or a short option. */
record Spoken(int from, int to, Rule rule) {
  private static final int SHORTEST_SCHEME = 8;
  private static final int LONGEST_COMMAND = 200;
  private static final String[] SCHEMES = {"bearer", "basic", "sharedkey", "sharedkeylite"};

  /** What the word between two places makes a secret of. */
  static Optional<Spoken> secret(String text, int from, int to) {
    return switch (text.charAt(from)) {
      case 'B', 'b', 'S', 's' -> scheme(text, from, to);
      case '-' -> option(text, from, to);
      case 'g' -> bootPassword(text, from, to);
      default -> Optional.empty();
    };
  }

  private static Optional<Spoken> scheme(String text, int from, int to) {
    for (String scheme : SCHEMES) {
      if (scheme.length() == to - from && text.regionMatches(true, from, scheme, 0, to - from)) {
        Optional<Spoken> next = nextWord(text, to, Rule.TOKEN);
        return next.filter(word -> word.to() - word.from() >= SHORTEST_SCHEME);
      }
    }
    return Optional.empty();
  }

  /** {@code mysql -pX}, {@code sshpass -p X}, {@code curl -u user:X}. */
  private static Optional<Spoken> option(String text, int from, int to) {
    if (text.startsWith("-u", from) || text.startsWith("--user", from)) {
      return nextWord(text, to, Rule.NAMED_VALUE).flatMap(word -> word.behindColon(text));
    }
    if (!text.startsWith("-p", from)) {
      return Optional.empty();
    }
    if (to - from == 2 && hasProgram(text, from, "sshpass")) {
      return nextWord(text, to, Rule.NAMED_VALUE);
    }
    if (hasProgram(text, from, "mysql")
        || hasProgram(text, from, "sshpass")
        || hasProgram(text, from, "mariadb")) {
      int end = endOfWord(text, from);
      return end > from + 2
          ? Optional.of(new Spoken(from + 2, end, Rule.NAMED_VALUE))
          : Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean hasProgram(String text, int before, String name) {
    return text.substring(Math.max(0, before - LONGEST_COMMAND), before).contains(name);
  }

  /** The hash of a boot loader's password. */
  private static Optional<Spoken> bootPassword(String text, int from, int to) {
    return text.startsWith("grub.pbkdf2.", from)
        ? Optional.of(new Spoken(from, to, Rule.PASSWORD_HASH))
        : Optional.empty();
  }

  private Optional<Spoken> behindColon(String text) {
    int colon = from;
    while (colon < to && text.charAt(colon) != ':') {
      colon++;
    }
    return colon + 1 < to ? Optional.of(new Spoken(colon + 1, to, rule)) : Optional.empty();
  }

  private static Optional<Spoken> nextWord(String text, int after, Rule rule) {
    int from = Joint.skipSpaces(text, after);
    if (from == after || from >= text.length()) {
      return Optional.empty();
    }
    Optional<Quote> quote = Quote.at(text, from);
    if (quote.isPresent()) {
      int begin = from + quote.get().length();
      int end = quote.get().end(text, begin);
      return Optional.of(new Spoken(begin, end < 0 ? text.length() : end, rule));
    }
    return Optional.of(new Spoken(from, endOfWord(text, from), rule));
  }

  private static int endOfWord(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) > ' ' && text.charAt(at) != '"') {
      at++;
    }
    return at;
  }
}
