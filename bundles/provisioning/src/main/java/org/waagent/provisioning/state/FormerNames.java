// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.state;

import java.util.Map;

/** Journals once named a step by what it told people. A machine may be made by such an agent. */
final class FormerNames {
  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("read the provisioning medium", "medium"),
          Map.entry("set the host name", "host-name"),
          Map.entry("make the user's account", "account"),
          Map.entry("set the user's password", "password"),
          Map.entry("let the user work as the super user", "rights"),
          Map.entry("give the machine SSH host keys of its own", "host-keys"),
          Map.entry("configure the SSH server", "sshd"),
          Map.entry("restart the SSH server", "sshd-restart"),
          Map.entry("keep the custom data", "custom-data"),
          Map.entry("run the custom data", "custom-data-run"),
          Map.entry("lock the password of root", "root"),
          Map.entry("mark the machine as provisioned", "marker"),
          Map.entry("tell the platform the SSH host key", "host-key-told"));

  private FormerNames() {}

  /** The key of a step in a line of a journal, however old that is. */
  static String key(String name) {
    String known = KEYS.get(name);
    if (known != null) {
      return known;
    }
    String path = between("let the keys for ", name, " log in");
    if (!path.isEmpty()) {
      return "authorized-keys " + path;
    }
    path = between("put the key pair ", name, " in its place");
    return path.isEmpty() ? name : "key-pair " + path;
  }

  private static String between(String begin, String name, String end) {
    boolean fits = name.startsWith(begin) && name.endsWith(end);
    return fits ? name.substring(begin.length(), name.length() - end.length()) : "";
  }
}
