// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalHostNamesTest {
  @TempDir private Path root;

  private final ScriptedShell shell =
      new ScriptedShell(line -> ScriptedShell.fine(""), "hostname", "hostnamectl");

  private LocalHostNames names(String family, ScriptedShell programs) {
    return new LocalHostNames(TestMachine.at(root).files(), programs, FixedMachine.of(family));
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String text(String path) throws IOException {
    return Files.readString(root.resolve(path.substring(1)));
  }

  @ParameterizedTest
  @Tag("S6")
  @CsvSource({
    "Default, /etc/hostname",
    "DebianModern, /etc/hostname",
    "Ubuntu18, /etc/hostname",
    "CoreOS, /etc/hostname",
    "Alpine, /etc/hostname",
    "SUSE11, /etc/HOSTNAME",
    "OpenBSD, /etc/myname"
  })
  void writesTheNameIntoItsFile(String family, String path) throws Exception {
    file(path, "image\n");

    names(family, shell).set("vm1");

    assertThat(text(path)).isEqualTo("vm1\n");
    assertThat(names(family, shell).kept()).contains("vm1");
    assertThat(shell.ran()).containsExactly("hostname vm1");
  }

  @Test
  @Tag("S1")
  void keepsTheOtherLinesOfASharedFile() throws Exception {
    file("/etc/sysconfig/network", "NETWORKING=yes\nHOSTNAME=image\nGATEWAY=10.0.0.1\n");
    file("/etc/rc.conf", "sshd_enable=\"YES\"\nhostname=\"image\"\n");

    names("RH6", shell).set("vm1");
    names("FreeBSD", shell).set("vm1");

    assertThat(text("/etc/sysconfig/network"))
        .isEqualTo("NETWORKING=yes\nGATEWAY=10.0.0.1\nHOSTNAME=vm1\n");
    assertThat(text("/etc/rc.conf")).isEqualTo("sshd_enable=\"YES\"\nhostname=\"vm1\"\n");
    assertThat(names("FreeBSD", shell).kept()).contains("vm1");
  }

  @ParameterizedTest
  @CsvSource({
    "RH, hostnamectl set-hostname --static vm1",
    "RHModern, hostnamectl set-hostname --static vm1",
    "SUSE, hostnamectl set-hostname vm1"
  })
  void asksTheProgramThatKeepsTheName(String family, String command) throws Exception {
    names(family, shell).set("vm1");

    assertThat(shell.ran()).containsExactly(command, "hostname vm1");
  }

  @Test
  void writesTheFileWhereThatProgramFails() throws Exception {
    file("/etc/hostname", "image\n");
    ScriptedShell noBus =
        new ScriptedShell(
            line ->
                line.startsWith("hostnamectl")
                    ? ScriptedShell.failed(1, "no bus")
                    : ScriptedShell.fine(""),
            "hostnamectl");

    names("RHModern", noBus).set("vm1");

    assertThat(text("/etc/hostname")).isEqualTo("vm1\n");
  }

  @Test
  void tellsTheSystemsThatHaveADatabaseForIt() throws Exception {
    file("/etc/hostname", "image\n");

    names("OpenWrt", shell).set("vm1");

    assertThat(shell.ran())
        .containsExactly(
            "hostname vm1",
            "uci set system.@system[0].hostname=vm1",
            "uci commit system",
            "/etc/init.d/system reload");
  }

  @ParameterizedTest
  @ValueSource(strings = {"BIG-IP", "GAiA", "NSBSD"})
  void leavesAppliancesAsTheyAre(String family) throws Exception {
    names(family, shell).set("vm1");

    assertThat(shell.ran()).isEmpty();
    assertThat(names(family, shell).kept()).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-x", "a b", "a\nb", "a..b", "a.", "a\"b", "$(id)"})
  void refusesWhatIsNoName(String name) {
    assertThatThrownBy(() -> names("Default", shell).set(name))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(shell.ran()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /etc/dhcp/dhclient.conf|send host-name "box";|send host-name "vm1";
          /etc/dhclient.conf|  send  host-name "box" ; # own|  send  host-name "vm1" ; # own
          /etc/sysconfig/network-scripts/ifcfg-eth0|DHCP_HOSTNAME=box|DHCP_HOSTNAME=vm1
          /etc/sysconfig/network-scripts/ifcfg-eth1|DHCP_HOSTNAME="box"|DHCP_HOSTNAME="vm1"
          /etc/sysconfig/network/dhcp|DHCLIENT_HOSTNAME_OPTION="box"|DHCLIENT_HOSTNAME_OPTION="vm1"
          /etc/sysconfig/network/ifcfg-eth0|DHCLIENT_HOSTNAME_OPTION=box # own|DHCLIENT_HOSTNAME_OPTION=vm1 # own
          /etc/dhcpcd.conf|hostname box|hostname vm1
          /etc/network/interfaces|hostname box|hostname vm1
          /etc/network/interfaces.d/eth0|hostname "box" # own|hostname "vm1" # own
          /etc/NetworkManager/system-connections/eth0.nmconnection|dhcp-hostname=box|dhcp-hostname=vm1
          /etc/NetworkManager/system-connections/eth0|dhcp-fqdn=box|dhcp-fqdn=vm1
          /etc/systemd/network/10-eth0.network|Hostname=box|Hostname=vm1
          /etc/systemd/network/10-eth0.network.d/own.conf|Hostname = box|Hostname = vm1
          /etc/netplan/01-own.yaml|hostname: box|hostname: vm1
          /etc/netplan/02-own.yml|hostname: "box" # own|hostname: "vm1" # own
          /etc/config/network|option hostname "box"|option hostname "vm1"
          """)
  void changesTheNameAClientWasToldToSendAndNothingElse(String path, String line, String then)
      throws Exception {
    file(path, "# first\n" + line + "\n\nlast");

    assertThat(names("Default", shell).sent()).containsExactly(entry(Path.of(path), "box"));
    names("Default", shell).send("vm1");

    assertThat(text(path)).isEqualTo("# first\n" + then + "\n\nlast");
    assertThat(names("Default", shell).sent()).containsExactly(entry(Path.of(path), "vm1"));
    assertThat(shell.ran()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /etc/dhcp/dhclient.conf|send host-name = gethostname();
          /etc/dhcp/dhclient.conf|send host-name "<hostname>";
          /etc/dhcp/dhclient.conf|# send host-name "box";
          /etc/sysconfig/network-scripts/ifcfg-eth0|HOSTNAME=box
          /etc/sysconfig/network-scripts/other|DHCP_HOSTNAME=box
          /etc/sysconfig/network/dhcp|DHCLIENT_HOSTNAME_OPTION="AUTO"
          /etc/sysconfig/network/dhcp|DHCLIENT_HOSTNAME_OPTION=""
          /etc/sysconfig/network|HOSTNAME=box
          /etc/dhcpcd.conf|hostname
          /etc/dhcpcd.conf|hostname_short box
          /etc/network/interfaces|hostname $(hostname)
          /etc/network/interfaces|hwaddress box
          /etc/NetworkManager/system-connections/eth0|dhcp-send-hostname=false
          /etc/systemd/network/10-eth0.network|SendHostname=yes
          /etc/systemd/network/10-eth0.netdev|Hostname=box
          /etc/systemd/network/eth0.d/own.conf|Hostname=box
          /etc/netplan/01-own.yaml|use-hostname: box
          /etc/netplan/01-own.yaml.save|hostname: box
          /etc/config/network|option hostname "*"
          /etc/config/system|option hostname "box"
          """)
  void leavesClientsThatSendTheHostName(String path, String line) throws Exception {
    file(path, line + "\n");

    assertThat(names("Default", shell).sent()).isEmpty();
    names("Default", shell).send("vm1");

    assertThat(text(path)).isEqualTo(line + "\n");
  }

  /** A folder of another system, or a link that leads nowhere, keeps nobody from the rest. */
  @Test
  void findsNamesBesideWhatIsNoFile() throws Exception {
    file("/etc/network/interfaces.d/more/eth1", "hostname box\n");
    file("/etc/netplan/01-own.yaml", "      dhcp4-overrides:\n        hostname: box\n");
    Files.createSymbolicLink(root.resolve("etc/netplan/02.yaml"), Path.of("missing"));

    assertThat(names("Default", shell).sent())
        .containsExactly(entry(Path.of("/etc/netplan/01-own.yaml"), "box"));
    names("Default", shell).send("vm1");

    assertThat(text("/etc/netplan/01-own.yaml"))
        .isEqualTo("      dhcp4-overrides:\n        hostname: vm1\n");
  }

  /** What a link leads to has rights of its own; those of the link are everybody's. */
  @Test
  void keepsTheRightsOfAFileBehindALink() throws Exception {
    file("/etc/netplan/01-own.yaml", "hostname: box\n");
    file("/data/hostname", "image\n");
    Path netplan = root.resolve("etc/netplan/01-own.yaml");
    Files.setPosixFilePermissions(netplan, PosixFilePermissions.fromString("rw-------"));
    Path kept = root.resolve("data/hostname");
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-r--r--"));
    Files.createSymbolicLink(root.resolve("etc/hostname"), Path.of("/data/hostname"));

    names("Default", shell).set("vm1");
    names("Default", shell).send("vm1");

    assertThat(text("/data/hostname")).isEqualTo("vm1\n");
    assertThat(Files.getPosixFilePermissions(kept))
        .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(Files.getPosixFilePermissions(netplan))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }
}
