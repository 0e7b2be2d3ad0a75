// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

/**
 * How addresses and names of secrets are spelled in texts: plain, escaped in JSON or XML, or
 * percent-encoded. Each question looks at one place of a text, so that a scan stays linear.
 */
public final class Spelling {
  private static final String[] SCHEMES = {"://", ":\\/\\/", "%3a%2f%2f"};
  private static final String[] QUERIES = {"?", "\\u003f", "%3f"};
  private static final String[] SEPARATORS = {"&", "amp;", "\\u0026", "%26"};
  private static final String[] EQUALS = {"=", "\\u003d", "%3d", "%253d"};
  private static final String[] KEYS = {"sv", "st", "se", "sr", "sp", "sip", "spr", "sig", "sk"};
  private static final String[] SECRETS = {
    "sig", "accountkey", "sharedaccesssignature", "password"
  };
  private static final String CREDENTIALS = "authorization: basic ";

  private Spelling() {}

  /**
   * The text with the letters A to Z in lower case. Other letters stay: some change the length of
   * the text, and places found in it would not fit.
   */
  public static String lower(String text) {
    char[] lower = text.toCharArray();
    for (int i = 0; i < lower.length; i++) {
      if (lower[i] >= 'A' && lower[i] <= 'Z') {
        lower[i] += 'a' - 'A';
      }
    }
    return new String(lower);
  }

  /** Length of what stands between a scheme and its host at a place; 0 if nothing does. */
  public static int scheme(String lower, int at) {
    return length(lower, at, SCHEMES);
  }

  /** Length of what begins a query; 0 if nothing does. */
  public static int query(String lower, int at) {
    return length(lower, at, QUERIES);
  }

  /** Length of what goes before a secret wherever it stands; 0 if nothing does. */
  public static int secret(String lower, int at) {
    int length = named(lower, at, SECRETS);
    return length == 0 && lower.startsWith(CREDENTIALS, at) ? CREDENTIALS.length() : length;
  }

  /** Where the address or value that goes on at a place ends. */
  public static int end(String text, int from) {
    int end = from;
    while (end < text.length() && !isEnd(text, end)) {
      end++;
    }
    return end;
  }

  /** Whether no address or value goes on at a place. */
  public static boolean isEnd(String text, int at) {
    char c = text.charAt(at);
    // Of all escaped characters only a quote ends a text: the text may stand within another one.
    return Character.isWhitespace(c)
        || "\"'<>".indexOf(c) >= 0
        || c == '\\' && text.startsWith("\\\"", at);
  }

  static int separator(String lower, int at) {
    return length(lower, at, SEPARATORS);
  }

  static boolean isSignatureKey(String lower, int at) {
    return named(lower, at, KEYS) > 0;
  }

  private static int named(String lower, int at, String[] names) {
    for (String name : names) {
      if (lower.startsWith(name, at)) {
        int equals = length(lower, at + name.length(), EQUALS);
        if (equals > 0) {
          return name.length() + equals;
        }
      }
    }
    return 0;
  }

  private static int length(String lower, int at, String[] wanted) {
    for (String one : wanted) {
      if (lower.startsWith(one, at)) {
        return one.length();
      }
    }
    return 0;
  }
}
