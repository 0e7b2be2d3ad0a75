// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
          """)
  void leavesClientsThatSendTheHostName(String path, String line) throws Exception {
    file(path, line + "\n");

    assertThat(names("Default", shell).sent()).isEmpty();
    names("Default", shell).send("vm1");

    assertThat(text(path)).isEqualTo(line + "\n");
  }
}
