// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import java.util.regex.Pattern;

/** Takes the signatures of shared access out of texts that came from elsewhere. */
public final class Redaction {
  private Redaction() {}

  /** Made when the first text that may need it comes. */
  private static final class Keys {
    static final Pattern QUERY =
        Pattern.compile("(?i)([?&](?:amp;)?(?:sv|st|se|sr|sp|sip|spr|sig)=)[^\\s\"'<>]+");
  }

  /** The text without them. */
  public static String of(String text) {
    return text.indexOf('=') < 0 || text.indexOf('?') < 0 && text.indexOf('&') < 0
        ? text
        : Keys.QUERY.matcher(text).replaceAll("$1<redacted>");
  }
}
