// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.text;

/** Cuts signatures and passwords out of the URLs of a text, in one pass however long it is. */
final class UrlSecrets {
  private static final String REDACTED = "<redacted>";
  private static final String[] KEYS = {
    "sv=", "st=", "se=", "sr=", "sp=", "sip=", "spr=", "sig=", "skoid=", "sktid=", "sig%3d"
  };
  // What may stand between two members of a query, escaped once or twice.
  private static final String[] SEPARATORS = {"&", ";", "?", "\\u0026", "%26", "%3f"};

  private final String text;
  private final StringBuilder clean;
  private int copied;

  private UrlSecrets(String text) {
    this.text = text;
    this.clean = new StringBuilder(text.length());
  }

  static String cut(String text) {
    UrlSecrets secrets = new UrlSecrets(text);
    int from = host(text, 0);
    while (from >= 0) {
      int end = secrets.end(from);
      secrets.userInfo(from, end);
      // Not before what is cut already: a password may contain what looks like a query.
      secrets.signature(Math.max(from, secrets.copied), end);
      from = host(text, end);
    }
    return secrets.clean.append(text, secrets.copied, text.length()).toString();
  }

  static boolean mayBeIn(String text) {
    return host(text, 0) >= 0;
  }

  /** Where the next URL's host begins; -1 for none. Writers of JSON may escape the slashes. */
  private static int host(String text, int from) {
    for (int at = text.indexOf(':', from); at >= 0; at = text.indexOf(':', at + 1)) {
      if (text.startsWith("://", at)) {
        return at + 3;
      }
      if (text.startsWith(":\\/\\/", at)) {
        return at + 5;
      }
    }
    return -1;
  }

  private int end(int from) {
    int at = from;
    while (at < text.length() && !isEnd(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isEnd(char c) {
    return c <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>';
  }

  /** {@code user:password@} in front of the host. */
  private void userInfo(int from, int end) {
    int colon = -1;
    for (int at = from; at < end; at++) {
      char c = text.charAt(at);
      if (c == '/' || c == '?') {
        return;
      }
      if (c == ':' && colon < 0) {
        colon = at;
      }
      if (c == '@' && colon >= 0) {
        replace(colon + 1, at);
        return;
      }
    }
  }

  private void signature(int from, int end) {
    boolean query = false;
    for (int at = from; at < end; at++) {
      int separator = separator(at, end);
      query |= separator > 0 && isQuestion(at);
      if (query && separator > 0 && isKey(at + separator, end)) {
        replace(at + separator, end);
        return;
      }
    }
  }

  private boolean isQuestion(int at) {
    return text.charAt(at) == '?' || text.regionMatches(true, at, "%3f", 0, 3);
  }

  private int separator(int at, int end) {
    for (String separator : SEPARATORS) {
      if (text.regionMatches(true, at, separator, 0, separator.length())) {
        return at + separator.length() <= end ? separator.length() : 0;
      }
    }
    return 0;
  }

  private boolean isKey(int at, int end) {
    for (String key : KEYS) {
      if (at + key.length() <= end && text.regionMatches(true, at, key, 0, key.length())) {
        return true;
      }
    }
    return false;
  }

  private void replace(int from, int to) {
    clean.append(text, copied, from).append(REDACTED);
    copied = to;
  }
}
