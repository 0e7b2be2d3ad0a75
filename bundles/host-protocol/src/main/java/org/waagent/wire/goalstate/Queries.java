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
    StringBuilder shown = new StringBuilder();
    int told = 0;
    int at = 0;
    boolean inAddress = false;
    while (at < lower.length()) {
      int lead = lead(lower, at, inAddress);
      if (lead > 0) {
        int from = at + lead;
        at = Spelling.end(lower, from);
        if (at > from) {
          shown.append(text, told, from).append(Redacted.STARS);
          told = at;
        }
      } else {
        int scheme = Spelling.scheme(lower, at);
        inAddress = scheme > 0 || inAddress && !Spelling.isEnd(lower, at);
        at += Math.max(1, scheme);
      }
    }
    return told == 0 ? text : shown.append(text, told, text.length()).toString();
  }

  /** The address up to its query; all of it hidden if it has none where one is expected. */
  static String hideAll(String url) {
    int query = url.indexOf('?');
    return query < 0 ? Outline.of(url) : hide(url.substring(0, query + 1)) + Redacted.STARS;
  }

  /** Length of what announces something to hide at a place; 0 if nothing does. */
  private static int lead(String lower, int at, boolean inAddress) {
    int secret = Spelling.secret(lower, at);
    return secret == 0 && inAddress ? Spelling.query(lower, at) : secret;
  }
}
