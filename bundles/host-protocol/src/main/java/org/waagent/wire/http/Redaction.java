// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import java.util.Locale;
import java.util.Set;

/** Cuts access signatures out of texts that came from elsewhere. */
public final class Redaction {
  private static final Set<String> KEYS =
      Set.of("sv", "st", "se", "sr", "sp", "sip", "spr", "sig", "sk");

  private Redaction() {}

  /**
   * The text with every address' query replaced from its first signature key on, up to the next
   * blank or quote.
   */
  public static String signatures(String text) {
    int at = text.toLowerCase(Locale.ROOT).indexOf("://");
    if (at < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (at >= 0) {
      int end = end(text, at);
      int query = text.indexOf('?', at);
      int key = query < 0 || query >= end ? -1 : firstKey(text, query + 1, end);
      if (key >= 0) {
        out.append(text, from, key).append("<redacted>");
        from = end;
      }
      at = text.indexOf("://", end);
    }
    return out.append(text, from, text.length()).toString();
  }

  private static int firstKey(String text, int from, int end) {
    int key = from;
    while (key < end) {
      // In XML the separator is written as an entity.
      key = text.startsWith("amp;", key) ? key + 4 : key;
      int next = text.indexOf('&', key);
      int stop = next < 0 || next > end ? end : next;
      int equals = text.indexOf('=', key);
      if (equals > 0 && equals < stop && isKey(text.substring(key, equals))) {
        return key;
      }
      key = stop + 1;
    }
    return -1;
  }

  private static boolean isKey(String name) {
    return KEYS.contains(name.toLowerCase(Locale.ROOT));
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
