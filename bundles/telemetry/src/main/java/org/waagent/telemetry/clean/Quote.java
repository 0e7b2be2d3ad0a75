// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

import java.util.Optional;

/** Marks that stand around a text, plain or escaped once or twice. */
enum Quote {
  TWICE_ESCAPED("\\\\\\\""),
  ESCAPED("\\\""),
  UNICODE("\\u0022"),
  DOUBLE("\""),
  SINGLE("'"),
  ENTITY("&quot;"),
  NUMERIC_ENTITY("&#34;"),
  SINGLE_ENTITY("&apos;"),
  PERCENT("%22"),
  BACK("`");

  private static final Quote[] ALL = values();

  private final String mark;

  Quote(String mark) {
    this.mark = mark;
  }

  int length() {
    return mark.length();
  }

  /** The one that stands at a place. */
  static Optional<Quote> at(String text, int at) {
    if (at >= text.length() || "\\\"'&%`".indexOf(text.charAt(at)) < 0) {
      return Optional.empty();
    }
    for (Quote quote : ALL) {
      if (text.regionMatches(true, at, quote.mark, 0, quote.mark.length())) {
        return Optional.of(quote);
      }
    }
    return Optional.empty();
  }

  /** Where the text it opens ends; -1 if it does not. */
  int end(String text, int from) {
    for (int at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + 1)) {
      if (!isEscaped(text, at, from)) {
        return at;
      }
    }
    return -1;
  }

  /** A mark that starts with backslashes has exactly its own; a plain one has an even number. */
  private boolean isEscaped(String text, int at, int from) {
    int backslashes = 0;
    for (int i = at - 1; i >= from && text.charAt(i) == '\\'; i--) {
      backslashes++;
    }
    if (mark.charAt(0) == '\\') {
      return backslashes > 0;
    }
    return (this == DOUBLE || this == SINGLE) && backslashes % 2 == 1;
  }
}
