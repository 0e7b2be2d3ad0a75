// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.text;

import java.util.regex.Pattern;

/** Takes secrets out of text that leaves the agent. */
public final class Redaction {
  private static final String REDACTED = "<redacted>";
  private static final String[] TRIGGERS = {"authorization", "userpassword", "protectedsettings"};

  private Redaction() {}

  /**
   * Cuts shared access signatures out of URLs, and what follows {@code Authorization:}, {@code
   * UserPassword} and {@code protectedSettings}.
   *
   * <p>In the query of a URL everything from the first key of a signature up to the next white
   * space goes, wherever in the query the key stands.
   */
  public static String of(String text) {
    String clean = text.indexOf("://") >= 0 && text.indexOf('?') >= 0 ? signatures(text) : text;
    for (String trigger : TRIGGERS) {
      if (containsIgnoringCase(clean, trigger)) {
        return Words.cut(clean);
      }
    }
    return clean;
  }

  private static String signatures(String text) {
    return Urls.SIGNATURE.matcher(text).replaceAll("$1" + REDACTED);
  }

  private static boolean containsIgnoringCase(String text, String word) {
    for (int at = 0; at <= text.length() - word.length(); at++) {
      if (text.regionMatches(true, at, word, 0, word.length())) {
        return true;
      }
    }
    return false;
  }

  // The patterns are compiled when a text first needs them, not when the agent starts.
  private static final class Urls {
    static final Pattern SIGNATURE =
        Pattern.compile(
            "(https?://[^\\s?]*\\?(?:\\S*?[&;])??)(?:sv|st|se|sr|sp|sip|spr|sig)=\\S*",
            Pattern.CASE_INSENSITIVE);
  }

  private static final class Words {
    private static final Pattern HEADER =
        Pattern.compile("(authorization\"?\\s*[:=]\\s*)[^\\r\\n]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern ELEMENT =
        Pattern.compile("(<(?:\\w+:)?UserPassword>)[^<]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern MEMBER =
        Pattern.compile(
            "(\"(?:protectedSettings|UserPassword)\"\\s*:\\s*\")[^\"]*", Pattern.CASE_INSENSITIVE);

    static String cut(String text) {
      String clean = HEADER.matcher(text).replaceAll("$1" + REDACTED);
      clean = ELEMENT.matcher(clean).replaceAll("$1" + REDACTED);
      return MEMBER.matcher(clean).replaceAll("$1" + REDACTED);
    }
  }
}
