// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The part of {@link DistroTable} that tells where DHCP clients read the name they send. */
final class ClientsTable {
  /**
   * Columns: folder, whose last name may begin with a {@code *}; names of files in it; how such a
   * name stands there. Whatever client a system has: what is not there says nothing.
   */
  private static final String FILES =
      """
      /etc/dhcp                              dhclient\\.conf DHCLIENT
      /etc/dhcp3                             dhclient\\.conf DHCLIENT
      /etc                                   dhclient\\.conf DHCLIENT
      /etc                                   dhcpcd\\.conf   WORD
      /etc/network                           interfaces      WORD
      /etc/network/interfaces.d              .*              WORD
      /etc/sysconfig/network-scripts         ifcfg-.*        RED_HAT
      /etc/sysconfig/network                 dhcp            SUSE
      /etc/sysconfig/network                 ifcfg-.*        SUSE
      /etc/NetworkManager/system-connections .*              NETWORK_MANAGER
      /etc/systemd/network                   .*\\.network    NETWORKD
      /etc/systemd/network/*.network.d       .*\\.conf       NETWORKD
      /etc/netplan                           .*\\.ya?ml      NETPLAN
      /etc/config                            network         UCI
      """;

  private ClientsTable() {}

  /** A kind of file. */
  record Row(Path folder, Pattern names, Spelling spelling) {
    private static Row parse(String line) {
      String[] cells = line.split(" +");
      return new Row(Path.of(cells[0]), Pattern.compile(cells[1]), Spelling.valueOf(cells[2]));
    }
  }

  static List<Row> rows() {
    return FILES.lines().map(Row::parse).toList();
  }

  /** How a file fixes a name: what stands before it in its line, the name, and what may follow. */
  enum Spelling {
    /** Not {@code gethostname()} or {@code <hostname>}, which stand for the name in force. */
    DHCLIENT("\\s*send\\s+host-name\\s+\"", "[^\"<]+", "\"\\s*;.*"),
    /** {@code dhcpcd.conf(5)}, where the word alone stands for it, and {@code interfaces(5)}. */
    WORD("\\s*hostname\\s+[\"']?", "[^\"'#$`\\s]+", "[\"']?\\s*(?:#.*)?"),
    RED_HAT("\\s*DHCP_HOSTNAME=[\"']?", "[^\"'\\s]+", "[\"']?\\s*"),
    /** wicked and the clients before it; {@code AUTO} stands for the name in force. */
    SUSE("\\s*DHCLIENT_HOSTNAME_OPTION=[\"']?", "(?!(?i:AUTO)\\b)[^\"'\\s]+", "[\"']?\\s*(?:#.*)?"),
    NETWORK_MANAGER("\\s*dhcp-(?:hostname|fqdn)\\s*=\\s*", "\\S+", "\\s*"),
    /** {@code systemd.network(5)}. */
    NETWORKD("\\s*Hostname\\s*=\\s*", "[^#;\\s]+", "\\s*"),
    NETPLAN("\\s*hostname:\\s+[\"']?", "[^\"'#\\s]+", "[\"']?\\s*(?:#.*)?"),
    /** OpenWrt, where a star stands for none. */
    UCI("\\s*option\\s+hostname\\s+[\"']?", "[^\"'*\\s]+", "[\"']?\\s*");

    private final Pattern line;

    Spelling(String before, String name, String behind) {
      this.line = Pattern.compile("(" + before + ")(" + name + ")(" + behind + ")");
    }

    /** A line that fixes a name; groups: what stands before it, the name, what follows. */
    Pattern line() {
      return line;
    }
  }
}
