// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import org.waagent.wire.http.Spelling;

/**
 * Hides the queries of addresses in a text, and secrets wherever they stand. Unlike in a message, a
 * query is hidden whole: nobody knows what the publisher of an extension puts there.
 */
final class Queries {
  private Queries() {}

  /** The text without them. */
  static String hide(String text) {
    String lower = Spelling.lower(text);
    StringBuilder out = null;
    int from = 0;
    int at = 0;
    boolean inAddress = false;
    while (at < lower.length()) {
      int secret = before(lower, at, inAddress);
      int scheme = secret > 0 ? 0 : Spelling.scheme(lower, at);
      int begin = at + Math.max(1, secret + scheme);
      inAddress = scheme > 0 || inAddress && !Spelling.isEnd(lower, at);
      at = secret > 0 ? Spelling.end(lower, begin) : begin;
      if (secret > 0 && at > begin) {
        out = out == null ? new StringBuilder() : out;
        out.append(text, from, begin).append(Redacted.STARS);
        from = at;
      }
    }
    return out == null ? text : out.append(text, from, text.length()).toString();
  }

  /** The address up to its query; all of it hidden if it has none where one is expected. */
  static String hideAll(String url) {
    int query = url.indexOf('?');
    return query < 0 ? Outline.of(url) : hide(url.substring(0, query + 1)) + Redacted.STARS;
  }

  /** Length of what goes before something to hide; 0 if nothing does. */
  private static int before(String lower, int at, boolean inAddress) {
    int secret = Spelling.secret(lower, at);
    return secret == 0 && inAddress ? Spelling.query(lower, at) : secret;
  }
}
