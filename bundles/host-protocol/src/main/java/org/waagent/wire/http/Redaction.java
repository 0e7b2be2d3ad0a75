// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

/** Cuts access signatures, keys and passwords out of texts that came from elsewhere. */
public final class Redaction {
  private static final String CUT = "<redacted>";

  private Redaction() {}

  /**
   * The text without secrets: every address without its user, its query cut from the first
   * signature key on up to the next blank or quote, and no value of a key that is always secret,
   * however they are spelled.
   */
  public static String signatures(String text) {
    return new Scan(text).text();
  }

  /**
   * The failure as the cause of another one; none if it, or what it was caused by, tells a secret,
   * as a server may answer with anything and the client quotes it.
   */
  public static Throwable cause(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      String message = String.valueOf(e.getMessage());
      boolean clean = message.equals(signatures(message));
      for (Throwable other : e.getSuppressed()) {
        clean &= cause(other) != null;
      }
      if (!clean) {
        return null;
      }
    }
    return failure;
  }

  /** An address without user, query and fragment, fit for a log. */
  static String bare(String url) {
    String path = url.substring(0, Math.min(before(url, '?'), before(url, '#')));
    int scheme = path.indexOf("://");
    int from = scheme < 0 ? 0 : scheme + 3;
    int at = path.lastIndexOf('@', userEnd(path, from));
    return at < from ? path : path.substring(0, from) + path.substring(at + 1);
  }

  private static int before(String text, char c) {
    int at = text.indexOf(c);
    return at < 0 ? text.length() : at;
  }

  private static int userEnd(String path, int from) {
    int slash = path.indexOf('/', from);
    return slash < 0 ? path.length() : slash;
  }

  /** One way through a text, from its first character to its last. */
  private static final class Scan {
    private final String text;
    private final String lower;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int told;
    private boolean inAddress;
    private boolean inQuery;

    Scan(String text) {
      this.text = text;
      this.lower = Spelling.lower(text);
    }

    String text() {
      while (at < lower.length()) {
        step();
      }
      return told == 0 ? text : out.append(text, told, text.length()).toString();
    }

    private void step() {
      int scheme = Spelling.scheme(lower, at);
      int mark = mark();
      int secret = Spelling.secret(lower, at);
      if (scheme > 0) {
        address(scheme);
      } else if (mark > 0) {
        inQuery = true;
        at += mark;
        if (Spelling.isSignatureKey(lower, at)) {
          cut(Spelling.end(lower, at));
        }
      } else if (secret > 0) {
        at += secret;
        cut(endOfValue(at));
      } else {
        inAddress &= !Spelling.isEnd(lower, at);
        at++;
      }
    }

    /** Length of what goes before a key of the query of an address. */
    private int mark() {
      if (!inAddress) {
        return 0;
      }
      int query = Spelling.query(lower, at);
      return query == 0 && inQuery ? Spelling.separator(lower, at) : query;
    }

    private void address(int scheme) {
      inQuery &= inAddress;
      inAddress = true;
      at += scheme;
      cut(endOfUser());
    }

    /** Where the user ends; here if there is none. */
    private int endOfUser() {
      int user = at;
      for (int i = at; i < lower.length() && !Spelling.isEnd(lower, i); i++) {
        char c = lower.charAt(i);
        if (c == '/' || lower.startsWith("%2f", i)) {
          break;
        }
        user = c == '@' || lower.startsWith("%40", i) ? i : user;
      }
      return user;
    }

    private int endOfValue(int from) {
      int end = from;
      while (end < lower.length()
          && !Spelling.isEnd(lower, end)
          && "&;,".indexOf(lower.charAt(end)) < 0) {
        end++;
      }
      return end;
    }

    private void cut(int end) {
      if (end == at) {
        return;
      }
      out.append(text, told, at).append(CUT);
      at = end;
      told = end;
    }
  }
}
