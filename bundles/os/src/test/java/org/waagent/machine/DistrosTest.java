// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waagent.os.Distro;

class DistrosTest {
  @TempDir private Path root;

  private void file(String path, String content) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private Distro find() throws IOException {
    return find("Linux", "6.1.0-13-amd64");
  }

  private Distro find(String kernel, String release) throws IOException {
    return new Distros(TestMachine.at(root).files(), kernel, release).find();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          photon             | 4.0      | VMware Photon OS/Linux                 | photonos   | Photon
          arch               | none     | Arch Linux                             | arch       | Arch
          clear-linux-os     | 36010    | Clear Linux OS                         | clear-linux-os | ClearLinux
          ubuntu             | 12.04    | Ubuntu precise (12.04.5 LTS)           | ubuntu     | Ubuntu12
          ubuntu             | 12.10    | Ubuntu quantal (12.10)                 | ubuntu     | Ubuntu12
          ubuntu             | 14.04    | Ubuntu 14.04.6 LTS                     | ubuntu     | Ubuntu14
          ubuntu             | 14.10    | Ubuntu 14.10                           | ubuntu     | Ubuntu14
          ubuntu             | 16.04    | Ubuntu 16.04.7 LTS                     | ubuntu     | Ubuntu16
          ubuntu             | 16.10    | Ubuntu 16.10                           | ubuntu     | Ubuntu16
          ubuntu             | 17.04    | Ubuntu 17.04                           | ubuntu     | Ubuntu16
          ubuntu             | 18.04    | Ubuntu 18.04.6 LTS                     | ubuntu     | Ubuntu18
          ubuntu             | 20.04    | Ubuntu 20.04.6 LTS                     | ubuntu     | Ubuntu18
          ubuntu             | 22.04    | Ubuntu 22.04.5 LTS                     | ubuntu     | Ubuntu18
          ubuntu             | 24.04    | Ubuntu 24.04.1 LTS                     | ubuntu     | Ubuntu18
          ubuntu             | 24.10    | Ubuntu 24.10                           | ubuntu     | Ubuntu18
          ubuntu             | 30.04    | Ubuntu 30.04 LTS                       | ubuntu     | Ubuntu18
          ubuntu             | 17.10    | Ubuntu 17.10                           | ubuntu     | Ubuntu
          ubuntu             | 10.04    | Ubuntu 10.04                           | ubuntu     | Ubuntu
          ubuntu             | 15.04    | Snappy Ubuntu Core                     | ubuntu     | UbuntuSnappy
          alpine             | 3.19.1   | Alpine Linux v3.19                     | alpine     | Alpine
          alpaquita          | 23       | BellSoft Alpaquita Linux Stream 23     | alpaquita  | Alpine
          chainguard         | 20230214 | Chainguard                             | chainguard | Chainguard
          kali               | 2024.1   | Kali GNU/Linux Rolling                 | kali       | DebianBase
          flatcar            | 3815.2.0 | Flatcar Container Linux                | flatcar    | CoreOS
          coreos             | 2512.3.0 | Container Linux by CoreOS              | coreos     | CoreOS
          sles               | 11.4     | SUSE Linux Enterprise Server 11 SP4    | sles       | SUSE11
          sles               | 12.5     | SUSE Linux Enterprise Server 12 SP5    | sles       | SUSE
          sles               | 15.5     | SUSE Linux Enterprise Server 15 SP5    | sles       | SUSE
          sle_hpc            | 15.4     | SUSE Linux Enterprise High Performance Computing | sle_hpc | SUSE
          sle-micro          | 5.5      | SUSE Linux Enterprise Micro 5.5        | sle-micro  | SUSE
          suse               | 42       | some SUSE                              | suse       | SUSE
          opensuse           | 13.1     | openSUSE 13.1 (Bottle) (x86_64)        | opensuse   | SUSE11
          opensuse           | 13.2     | openSUSE 13.2 (Harlequin) (x86_64)     | opensuse   | SUSE
          opensuse-leap      | 15.5     | openSUSE Leap 15.5                     | opensuse   | SUSE
          opensuse-tumbleweed| 20240101 | openSUSE Tumbleweed                    | opensuse   | SUSE
          debian             | 7        | Debian GNU/Linux 7 (wheezy)            | debian     | DebianBase
          debian             | 8        | Debian GNU/Linux 8 (jessie)            | debian     | DebianModern
          debian             | 12       | Debian GNU/Linux 12 (bookworm)         | debian     | DebianModern
          devuan             | 4        | Devuan GNU/Linux 4 (chimaera)          | devuan     | Devuan
          devuan             | 3        | Devuan GNU/Linux 3 (beowulf)           | devuan     | Default
          redhat             | 6.5      | Red Hat                                | rhel       | RH6
          rhel               | 7.9      | Red Hat Enterprise Linux Server 7.9    | rhel       | RH
          rhel               | 8.5      | Red Hat Enterprise Linux 8.5           | rhel       | RH
          rhel               | 8.6      | Red Hat Enterprise Linux 8.6           | rhel       | RHModern
          rhel               | 8.10     | Red Hat Enterprise Linux 8.10          | rhel       | RHModern
          rhel               | 10.0     | Red Hat Enterprise Linux 10.0          | rhel       | RHModern
          centos             | 7        | CentOS Linux 7 (Core)                  | centos     | RH
          ol                 | 9.5      | Oracle Linux Server 9.5                | oracle     | RHModern
          almalinux          | 9.3      | AlmaLinux 9.3                          | almalinux  | RHModern
          cloudlinux         | 8.4      | CloudLinux 8.4                         | cloudlinux | RH
          rocky              | 9.3      | Rocky Linux 9.3                        | rocky      | RHModern
          euleros            | 2.0      | EulerOS 2.0 (SP10)                     | euleros    | RH
          uos                | 20       | UnionTech OS Server 20                 | uos        | RH
          fedora             | 39       | Fedora Linux 39                        | fedora     | Fedora
          openwrt            | 22.03    | OpenWrt 22.03                          | openwrt    | OpenWrt
          mariner            | 2.0      | CBL-Mariner/Linux                      | mariner    | Mariner
          azurelinux         | 3.0      | Microsoft Azure Linux 3.0              | azurelinux | Mariner
          amzn               | 2023     | Amazon Linux 2023                      | amzn       | RHModern
          plan9              | 4        | Plan 9                                 | plan9      | Default
          """)
  void choosesTheRow(String id, String version, String fullName, String name, String family)
      throws IOException {
    String versionLine = version == null ? "" : "VERSION_ID=\"" + version + "\"\n";
    file(
        "/etc/os-release",
        "# written here\nID=" + id + "\n" + versionLine + "PRETTY_NAME='" + fullName + "'\n");
    Distro distro = find();
    assertThat(distro.family()).isEqualTo(family);
    assertThat(distro.name()).isEqualTo(name);
    assertThat(distro.version()).isEqualTo(version == null ? "" : version);
    assertThat(distro.fullName()).isEqualTo(fullName);
    assertThat(distro.agentService()).isEqualTo(DistroTable.row(family).agentService());
  }

  @ParameterizedTest
  @CsvSource({
    "FreeBSD, 13.2-RELEASE-p4, freebsd, 13.2, FreeBSD, /usr/local/etc/waagent.conf",
    "OpenBSD, 7.4, openbsd, 7.4, OpenBSD, /etc/waagent.conf",
    "NS-BSD, 4.3-x, nsbsd, 4.3, NSBSD, /etc/waagent.conf"
  })
  void knowsTheBsdsByTheirKernel(
      String kernel, String release, String name, String version, String family, String conf)
      throws IOException {
    Distro distro = find(kernel, release);
    assertThat(distro.name()).isEqualTo(name);
    assertThat(distro.version()).isEqualTo(version);
    assertThat(distro.family()).isEqualTo(family);
    assertThat(distro.configurationFile()).isEqualTo(Path.of(conf));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /etc/openwrt_release      | DISTRIB_RELEASE='21.02' | openwrt   | 21.02    | OpenWrt
          /etc/euleros-release      | EulerOS                 | euleros   | 9        | RH
          /etc/UnionTech-release    | UOS                     | uos       | 9        | RH
          /etc/mariner-release      | CBL                     | mariner   | 9        | Mariner
          /home/guestshell/azure    | x                       | iosxe     | csr1000v | IOS-XE
          /etc/photon-release       | Photon                  | photonos  | 9        | Photon
          /etc/alpaquita-release    | Alpaquita               | alpaquita | 9        | Alpine
          """)
  void aMarkerSaysMoreThanTheReleaseFile(
      String marker, String content, String name, String version, String family)
      throws IOException {
    file("/etc/os-release", "ID=other\nVERSION_ID=9\n");
    file(marker, content + "\n");
    Distro distro = find();
    assertThat(distro.name()).isEqualTo(name);
    assertThat(distro.version()).isEqualTo(version);
    assertThat(distro.family()).isEqualTo(family);
  }

  @Test
  void knowsTheAppliances() throws IOException {
    file("/etc/os-release", "ID=centos\nVERSION_ID=7\n");
    file("/shared/vadc", "");
    file("/VERSION", "Product: BIG-IP\nVersion: 15.1.2\nBuild: 0.0.9\n");
    assertThat(find().family()).isEqualTo("BIG-IP");
    assertThat(find().version()).isEqualTo("15.1.2");
    file("/etc/cp-release", "Check Point Gaia R81.10\n");
    file("/etc/cloud-version", "release: R81.10\ntake: 335\nbuild: 883\n");
    assertThat(find().family()).isEqualTo("GAiA");
    assertThat(find().version()).isEqualTo("335.883");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /etc/redhat-release | CentOS release 6.10 (Final)                          | centos   | 6.10 | RH6
          /etc/redhat-release | Red Hat Enterprise Linux Server release 6.7 (Santiago) | rhel   | 6.7  | RH6
          /etc/redhat-release | CentOS Linux release 7.1.1503 (Core)                 | centos   | 7.1.1503 | RH
          /etc/oracle-release | Oracle Linux Server release 6.4                      | oracle   | 6.4  | RH6
          /etc/lsb-release    | DISTRIB_ID=Ubuntu~DISTRIB_RELEASE=12.04              | ubuntu   | 12.04 | Ubuntu12
          /etc/SuSE-release   | SUSE Linux Enterprise Server 11 (x86_64)~VERSION = 11~PATCHLEVEL = 3 | sles | 11 | SUSE11
          /etc/SuSE-release   | openSUSE 12.3 (x86_64)~VERSION = 12.3                | opensuse | 12.3 | SUSE11
          """)
  void knowsSystemsOlderThanTheReleaseFile(
      String file, String content, String name, String version, String family) throws IOException {
    file(file, content.replace('~', '\n') + "\n");
    Distro distro = find();
    assertThat(distro.name()).isEqualTo(name);
    assertThat(distro.version()).isEqualTo(version);
    assertThat(distro.family()).isEqualTo(family);
  }

  @Test
  void readsTheReleaseFileOfAnImageWithoutEtc() throws IOException {
    file("/usr/lib/os-release", "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux trixie/sid\"\n");
    file("/etc/debian_version", "trixie/sid\n");
    assertThat(find().version()).isEqualTo("trixie/sid");
    assertThat(find().family()).isEqualTo("DebianModern");
  }

  @ParameterizedTest
  @CsvSource({
    "ubuntu debian, Ubuntu18",
    "debian, DebianModern",
    "rhel centos fedora, RHModern",
    "suse opensuse, SUSE",
    "martian fedora, Fedora",
    "martian, Default"
  })
  void takesAnUnknownSystemForWhatItIsLike(String like, String family) throws IOException {
    file("/etc/os-release", "ID=new\nVERSION_ID=1\nID_LIKE=\"" + like + "\"\n");
    assertThat(find().family()).isEqualTo(family);
    assertThat(find().name()).isEqualTo("new");
  }

  @Test
  void aMachineThatSaysNothingGetsTheDefaults() throws IOException {
    assertThat(find().family()).isEqualTo("Default");
    assertThat(find().configurationFile()).isEqualTo(Path.of("/etc/waagent.conf"));
  }
}
