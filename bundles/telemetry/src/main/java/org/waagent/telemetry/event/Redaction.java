// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.event;

import java.util.regex.Pattern;

/** The last look at a text before it leaves the machine: signatures, keys and passwords go. */
public final class Redaction {
  private static final String[] SIGNS = {"=", ":", "PRIVATE KEY", "UserPassword"};

  private Redaction() {}

  /** The text without them. */
  public static String of(String text) {
    for (String sign : SIGNS) {
      if (text.contains(sign)) {
        return Patterns.cut(text);
      }
    }
    return text;
  }

  /** Made when a text first needs them. */
  private static final class Patterns {
    private static final String CUT = "$1<redacted>";
    private static final String NAMES =
        "(?:pass(?:word|wd)|pwd|secret|accountkey|sharedaccesskey|protectedsettings)";
    private static final Pattern[] ALL = {
      Pattern.compile("(?i)([?&](?:amp;)?(?:s[vterp]|sip|spr|sig)=)[^\\s\"'<>]+"),
      Pattern.compile("(?i)(\\w://)[^\\s/@:\"']{1,256}:[^\\s/@\"']{1,256}(?=@)"),
      Pattern.compile("(?i)(" + NAMES + "\\\\?\"?\\s{0,9}[:=]\\s{0,9}\\\\?\")[^\"\\\\]+"),
      Pattern.compile("(?i)(" + NAMES + "\\s{0,9}[:=]\\s{0,9})[^\\s\"\\\\;&,<>][^\\s;&,\"'<>]*"),
      Pattern.compile("(?i)(<(?:\\w{1,40}:)?UserPassword>)[^<]+"),
      Pattern.compile("(?i)(authorization\"?\\s{0,9}[:=]\\s{0,9})[^\\r\\n]+"),
      Pattern.compile(
          "()-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,40}KEY-----|\\z)",
          Pattern.DOTALL)
    };

    static String cut(String text) {
      String clean = text;
      for (Pattern pattern : ALL) {
        clean = pattern.matcher(clean).replaceAll(CUT);
      }
      return clean;
    }
  }
}
