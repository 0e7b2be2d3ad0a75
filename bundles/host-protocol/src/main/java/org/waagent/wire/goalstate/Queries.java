// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import java.util.List;
import java.util.Locale;

/** Hides the queries of addresses in a text, and signatures wherever they stand. */
final class Queries {
  private static final List<String> SCHEMES = List.of("://", ":\\/\\/", "%3a%2f%2f");
  private static final List<String> QUERIES = List.of("?", "\\u003f", "%3f");
  private static final List<String> SIGNATURES =
      List.of("sig=", "sig\\u003d", "sig%3d", "accountkey=", "sharedaccesssignature=");

  private Queries() {}

  /** The text without them. */
  static String hide(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    StringBuilder out = null;
    int from = 0;
    int at = 0;
    while (at < lower.length()) {
      int begin = hidden(lower, at);
      if (begin < 0) {
        break;
      }
      out = out == null ? new StringBuilder() : out;
      out.append(text, from, begin).append(Redacted.STARS);
      from = end(lower, begin);
      at = from;
    }
    return out == null ? text : out.append(text, from, text.length()).toString();
  }

  /** The address up to its query; all of it hidden if it has none where one is expected. */
  static String hideAll(String url) {
    int query = url.indexOf('?');
    return query < 0 ? Outline.of(url) : hide(url.substring(0, query + 1)) + Redacted.STARS;
  }

  /** Where the next thing to hide begins; negative if nothing more is. */
  private static int hidden(String text, int from) {
    int signature = first(text, SIGNATURES, from, true);
    int query = query(text, from);
    if (query < 0 || signature >= 0 && signature < query) {
      return signature;
    }
    return query;
  }

  private static int query(String text, int from) {
    int scheme = first(text, SCHEMES, from, false);
    while (scheme >= 0) {
      int query = first(text, QUERIES, scheme, true);
      if (query < 0) {
        return -1;
      }
      if (query < end(text, scheme)) {
        return query;
      }
      scheme = first(text, SCHEMES, scheme + 1, false);
    }
    return -1;
  }

  private static int first(String text, List<String> wanted, int from, boolean behind) {
    int first = -1;
    for (String one : wanted) {
      int at = text.indexOf(one, from);
      int place = at < 0 || !behind ? at : at + one.length();
      if (place >= 0 && (first < 0 || place < first)) {
        first = place;
      }
    }
    return first;
  }

  private static int end(String text, int from) {
    int end = from;
    while (end < text.length() && !isEnd(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isEnd(char c) {
    return Character.isWhitespace(c) || c == '"' || c == '\'' || c == '<' || c == '>';
  }
}
