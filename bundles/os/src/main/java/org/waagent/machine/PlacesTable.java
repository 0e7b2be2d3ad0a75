// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.util.List;
import java.util.Locale;

/** The part of {@link DistroTable} that the agent's own installation needs. */
final class PlacesTable {
  /** Files that are in one place everywhere. */
  static final String LOG_ROTATION = "/etc/logrotate.d/waagent";

  static final String BASH_COMPLETION = "/usr/share/bash-completion/completions/waagent";
  static final String ZSH_COMPLETION = "/usr/share/zsh/site-functions/_waagent";
  static final String MANUAL = "/usr/share/man";
  static final String PROGRAM = "waagent";

  /** What the agent calls: of each line one is enough. */
  private static final String PROGRAMS =
      """
      ip route
      shutdown
      ssh-keygen
      useradd
      usermod
      openssl
      sfdisk parted fdisk
      mkfs
      sudo
      """;

  private static final String BSD_PROGRAMS =
      """
      route
      shutdown
      ssh-keygen
      pw useradd
      openssl
      fdisk
      sudo
      """;

  private PlacesTable() {}

  /** Programs the agent calls on a kernel; of each list one is needed. */
  static List<List<String>> programs(String kernel) {
    String table = kernel.endsWith("BSD") ? BSD_PROGRAMS : PROGRAMS;
    return table.lines().map(line -> List.of(line.split(" "))).toList();
  }

  /** The shipped configuration of a family; the generic one where it has none of its own. */
  static String shippedConfiguration(String family) {
    String own =
        switch (family) {
          case "Ubuntu12", "Ubuntu14", "Ubuntu16", "Ubuntu18", "Ubuntu", "UbuntuSnappy" -> "ubuntu";
          case "DebianBase", "DebianModern" -> "debian";
          case "SUSE11", "SUSE" -> "suse";
          case "Photon" -> "photonos";
          case "Devuan",
              "Arch",
              "ClearLinux",
              "CoreOS",
              "Mariner",
              "Chainguard",
              "Alpine",
              "FreeBSD",
              "OpenBSD",
              "NSBSD",
              "BIG-IP",
              "GAiA",
              "IOS-XE" ->
              family.toLowerCase(Locale.ROOT).replace("-", "");
          default -> "";
        };
    return own.isEmpty() ? "waagent.conf" : "distros/" + own + ".conf";
  }
}
