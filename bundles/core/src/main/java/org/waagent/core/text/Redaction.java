// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.text;

import java.util.regex.Pattern;

/**
 * Takes secrets out of text that leaves the agent. The last line only: what is known to be secret
 * has a type that prints as stars.
 */
public final class Redaction {
  private static final String REDACTED = "<redacted>";
  private static final int LONGEST_LINE = 50;
  private static final String[] TRIGGERS = {
    "authorization", "password", "passwd", "pwd", "protectedsettings", "accountkey", "secret"
  };

  private Redaction() {}

  /**
   * Cuts shared access signatures and passwords out of URLs, private keys, and what follows {@code
   * Authorization:}, {@code UserPassword}, {@code protectedSettings}, {@code AccountKey} and names
   * that end in {@code password} or {@code secret}.
   *
   * <p>In the query of a URL everything from the first key of a signature up to its end goes,
   * wherever in the query the key stands and however its separators are escaped.
   */
  public static String of(String text) {
    String clean = UrlSecrets.mayBeIn(text) ? UrlSecrets.cut(text) : text;
    clean = clean.contains("PRIVATE KEY") ? keys(clean) : clean;
    for (String trigger : TRIGGERS) {
      if (containsIgnoringCase(clean, trigger)) {
        return Words.cut(clean);
      }
    }
    return clean;
  }

  /** From the first line of a private key to its last, or to the end where that is missing. */
  private static String keys(String text) {
    StringBuilder clean = new StringBuilder();
    int from = 0;
    int begin = key(text, "-----BEGIN ", from);
    while (begin >= 0) {
      clean.append(text, from, begin).append(REDACTED);
      int end = key(text, "-----END ", begin);
      int tail = end < 0 ? -1 : text.indexOf("KEY-----", end);
      if (tail < 0) {
        return clean.toString();
      }
      from = tail + "KEY-----".length();
      begin = key(text, "-----BEGIN ", from);
    }
    return clean.append(text, from, text.length()).toString();
  }

  private static int key(String text, String mark, int from) {
    int at = text.indexOf(mark, from);
    while (at >= 0) {
      String line = text.substring(at, Math.min(text.length(), at + LONGEST_LINE));
      if (line.contains("PRIVATE KEY-----")) {
        return at;
      }
      at = text.indexOf(mark, at + 1);
    }
    return -1;
  }

  private static boolean containsIgnoringCase(String text, String word) {
    char lower = word.charAt(0);
    char upper = Character.toUpperCase(lower);
    for (int at = 0; at <= text.length() - word.length(); at++) {
      char c = text.charAt(at);
      if ((c == lower || c == upper) && text.regionMatches(true, at, word, 0, word.length())) {
        return true;
      }
    }
    return false;
  }

  // The patterns are compiled when a text first needs them, not when the agent starts.
  private static final class Words {
    private static final Pattern HEADER =
        Pattern.compile(
            "(authorization\"?\\s{0,9}[:=]\\s{0,9})[^\\r\\n]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern ELEMENT =
        Pattern.compile("(<(?:\\w{1,40}:)?UserPassword>)[^<]*", Pattern.CASE_INSENSITIVE);
    private static final String NAMES =
        "(?:protectedSettings|password|passwd|pwd|secret|accountKey)";
    // Escapes in a value are counted, since the matcher recurses for each.
    private static final Pattern MEMBER =
        Pattern.compile(
            "(" + NAMES + "\"\\s{0,9}:\\s{0,9}\")[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+){0,200}",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern NESTED =
        Pattern.compile(
            "("
                + NAMES
                + "\\\\\"\\s{0,9}:\\s{0,9}\\\\\")[^\"\\\\]*+(?:\\\\[^\"][^\"\\\\]*+){0,200}",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SETTING =
        Pattern.compile("(" + NAMES + "=)[^\\s;&\"'<>]+", Pattern.CASE_INSENSITIVE);

    static String cut(String text) {
      String clean = HEADER.matcher(text).replaceAll("$1" + REDACTED);
      clean = ELEMENT.matcher(clean).replaceAll("$1" + REDACTED);
      clean = MEMBER.matcher(clean).replaceAll("$1" + REDACTED);
      clean = NESTED.matcher(clean).replaceAll("$1" + REDACTED);
      return SETTING.matcher(clean).replaceAll("$1" + REDACTED);
    }
  }
}
