// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.ssh;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Lines of {@code authorized_keys}, see {@code sshd(8)}. */
public final class AuthorizedKeys {
  /** A kind and a key in base64; options may stand before them, a comment behind. */
  private static final Pattern KEY =
      Pattern.compile(
          "(.*\\s)?(sk-)?(ssh|ecdsa)-[a-z0-9-]+(@openssh\\.com)?\\s+[A-Za-z0-9+/]+=*(\\s.*)?");

  private AuthorizedKeys() {}

  /** Whether a line is a key the server may understand. */
  public static boolean isKey(String line) {
    return !line.startsWith("#")
        && line.chars().noneMatch(c -> c < ' ' && c != '\t')
        && KEY.matcher(line).matches();
  }

  /** The text with these keys at its end, each once; what is in it stays. */
  public static String with(String text, List<String> keys) {
    Set<String> missing = new LinkedHashSet<>(keys);
    text.lines().map(String::strip).forEach(missing::remove);
    if (missing.isEmpty()) {
      return text;
    }
    String begun = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    return begun + String.join("\n", missing) + "\n";
  }
}
