// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

import java.util.Locale;
import java.util.Set;

/** Tells by a name whether what stands behind it is a secret. */
final class SecretNames {
  private static final int LONGEST = 200;
  private static final String[] PARTS = {
    "passw",
    "passphrase",
    "secret",
    "token",
    "credential",
    "protectedsettings",
    "publicsettings",
    "accountkey",
    "accesskey",
    "access_key",
    "access-key",
    "apikey",
    "api_key",
    "api-key",
    "privatekey",
    "private_key",
    "private-key",
    "connectionstring",
    "connection_string",
    "connection-string",
    "customdata",
    "custom_data",
    "custom-data",
    "userdata",
    "user_data",
    "user-data",
    "encodedcommand",
    "cookie",
    "sasuri",
    "sasurl",
    "chpasswd",
    "signingkey",
    "sshpass"
  };
  private static final String[] ENDS = {
    "pwd", "_pass", "-pass", ".pass", "authorization", "key", "psk", "signature"
  };
  private static final Set<String> WHOLE = Set.of("pass", "pw", "sas");
  private static final String[] HARMLESS = {
    "thumbprint",
    "publickey",
    "public_key",
    "public-key",
    "pubkey",
    "public-keys",
    "hostkey",
    "host_key",
    "expiry",
    "expires",
    "signaturevalidation"
  };
  private static final String[] ESCAPED_SEPARATORS = {"26", "3f", "3b", "0026", "amp"};

  private SecretNames() {}

  /** Whether a word of a text is the name of a secret. */
  static boolean isSecret(String text, int from, int to) {
    if (to - from < 2 || to - from > LONGEST) {
      return false;
    }
    String name = text.substring(from, to).toLowerCase(Locale.ROOT);
    if (name.equals("key") || hasAny(name, HARMLESS)) {
      return false;
    }
    return WHOLE.contains(name) || hasAny(name, PARTS) || endsWithAny(name, ENDS);
  }

  /** {@code sig}, also behind what separates it from the former member of a query. */
  static boolean isSignature(String text, int from, int to) {
    if (to - from < 3 || !text.regionMatches(true, to - 3, "sig", 0, 3)) {
      return false;
    }
    if (to - from == 3) {
      return true;
    }
    for (String separator : ESCAPED_SEPARATORS) {
      int at = to - 3 - separator.length();
      if (at >= from && text.regionMatches(true, at, separator, 0, separator.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasAny(String name, String[] parts) {
    for (String part : parts) {
      if (name.contains(part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsWithAny(String name, String[] ends) {
    for (String end : ends) {
      if (name.endsWith(end)) {
        return true;
      }
    }
    return false;
  }
}
