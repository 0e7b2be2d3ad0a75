// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waagent.machine.DistroTable.Row;

/** The rows say what packages of these systems have said for years. */
class DistroTableTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          Default      | waagent      | /lib/systemd/system     | /usr/sbin          | /etc/waagent.conf
          Ubuntu12     | walinuxagent | /lib/systemd/system     | /usr/sbin          | /etc/waagent.conf
          Ubuntu14     | walinuxagent | /lib/systemd/system     | /usr/sbin          | /etc/waagent.conf
          Ubuntu16     | walinuxagent | /lib/systemd/system     | /usr/sbin          | /etc/waagent.conf
          Ubuntu18     | walinuxagent | /lib/systemd/system     | /usr/sbin          | /etc/waagent.conf
          Ubuntu       | walinuxagent | /lib/systemd/system     | /usr/sbin          | /etc/waagent.conf
          UbuntuSnappy | walinuxagent | /lib/systemd/system     | /usr/sbin          | /etc/waagent.conf
          DebianBase   | waagent      | /lib/systemd/system     | /usr/sbin          | /etc/waagent.conf
          DebianModern | walinuxagent | /lib/systemd/system     | /usr/sbin          | /etc/waagent.conf
          Devuan       | waagent      | ''                      | /usr/sbin          | /etc/waagent.conf
          RH6          | waagent      | ''                      | /usr/sbin          | /etc/waagent.conf
          RH           | waagent      | /usr/lib/systemd/system | /usr/sbin          | /etc/waagent.conf
          RHModern     | waagent      | /usr/lib/systemd/system | /usr/sbin          | /etc/waagent.conf
          Fedora       | waagent      | /usr/lib/systemd/system | /usr/sbin          | /etc/waagent.conf
          SUSE11       | waagent      | ''                      | /usr/sbin          | /etc/waagent.conf
          SUSE         | waagent      | /usr/lib/systemd/system | /usr/sbin          | /etc/waagent.conf
          Arch         | waagent      | /usr/lib/systemd/system | /usr/bin           | /etc/waagent.conf
          ClearLinux   | waagent      | /usr/lib/systemd/system | /usr/bin           | /usr/share/defaults/waagent/waagent.conf
          CoreOS       | waagent      | /lib/systemd/system     | /usr/share/oem/bin | /usr/share/oem/waagent.conf
          Mariner      | waagent      | /usr/lib/systemd/system | /usr/bin           | /etc/waagent.conf
          Photon       | waagent      | /usr/lib/systemd/system | /usr/bin           | /etc/waagent.conf
          Chainguard   | waagent      | /usr/lib/systemd/system | /usr/bin           | /etc/waagent.conf
          Alpine       | waagent      | ''                      | /usr/sbin          | /etc/waagent.conf
          OpenWrt      | waagent      | ''                      | /usr/sbin          | /etc/waagent.conf
          FreeBSD      | waagent      | ''                      | /usr/local/sbin    | /usr/local/etc/waagent.conf
          OpenBSD      | waagent      | ''                      | /usr/local/sbin    | /etc/waagent.conf
          NSBSD        | waagent      | ''                      | /usr/sbin          | /etc/waagent.conf
          BIG-IP       | waagent      | ''                      | /usr/sbin          | /etc/waagent.conf
          GAiA         | waagent      | ''                      | /usr/sbin          | /etc/waagent.conf
          IOS-XE       | waagent      | /usr/lib/systemd/system | /usr/sbin          | /etc/waagent.conf
          """)
  void tellsWhereTheAgentIs(
      String family, String service, String units, String programs, String configuration) {
    Row row = DistroTable.row(family);
    assertThat(row.agentService()).isEqualTo(service);
    assertThat(row.unitFolder()).isEqualTo(units);
    assertThat(row.programFolder()).isEqualTo(programs);
    assertThat(row.configurationFile()).isEqualTo(configuration);
  }

  @ParameterizedTest
  @CsvSource({
    "Default, pidof:dhclient, false, '', sshd, '', false",
    "Ubuntu12, pidof:dhclient3, false, '', ssh, networking, true",
    "Ubuntu18, pidof:systemd-networkd, false, systemd-networkd, ssh, systemd-networkd, true",
    "DebianModern, pidof:dhclient, false, '', ssh, '', true",
    "RH6, pidof:dhclient, false, '', sshd, networking, true",
    "Fedora, pidof:dhclient, true, '', sshd, '', false",
    "SUSE11, pidof:dhcpcd, true, dhcpcd, sshd, network, true",
    "SUSE, pidof:wickedd-dhcp4, true, wickedd-dhcp4.service, sshd.service, network.service, true",
    "CoreOS, main-pid:systemd-networkd, true, systemd-networkd, '', systemd-networkd, true",
    "Mariner, pidof:systemd-networkd, true, systemd-networkd, sshd, systemd-networkd, true",
    "Photon, pidof:systemd-networkd, true, systemd-networkd, sshd, systemd-networkd, false",
    "Alpine, pidof:dhcpcd, true, '', sshd, '', true",
    "OpenWrt, pidof:udhcpc, false, '', sshd, network, true",
    "FreeBSD, pgrep:dhclient, true, dhclient, sshd, '', true",
    "IOS-XE, '', false, '', '', '', false"
  })
  void tellsTheServicesOfTheNetwork(
      String family,
      String client,
      boolean occupied,
      String dhcp,
      String ssh,
      String network,
      boolean remoteUsers) {
    Row row = DistroTable.row(family);
    assertThat(row.dhcpClient()).isEqualTo(client);
    assertThat(row.dhcpPortOccupied()).isEqualTo(occupied);
    assertThat(row.dhcpService()).isEqualTo(dhcp);
    assertThat(row.sshService()).isEqualTo(ssh);
    assertThat(row.networkService()).isEqualTo(network);
    assertThat(row.remoteUsers()).isEqualTo(remoteUsers);
  }

  @Test
  void hasEachFamilyOnce() {
    assertThat(DistroTable.rows()).extracting(Row::family).doesNotHaveDuplicates().hasSize(30);
  }
}
