// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Every path, program and service name that differs between systems, or that is looked for. */
final class DistroTable {
  /** Programs that are in one place everywhere. */
  static final String SH = "/bin/sh";

  static final String PS = "/bin/ps";

  /** Programs that are looked for on the path. */
  static final String SETSID = "setsid";

  static final String HOSTNAME = "hostname";
  static final String SYSTEMCTL = "systemctl";
  static final String SYSTEMD_RUN = "systemd-run";
  static final String SERVICE = "service";
  static final String CHKCONFIG = "chkconfig";
  static final String UPDATE_RC = "update-rc.d";
  static final String INSSERV = "insserv";
  static final String RC_SERVICE = "rc-service";
  static final String RC_UPDATE = "rc-update";
  static final String RCCTL = "rcctl";
  static final String SYSRC = "sysrc";
  static final String HOSTNAMECTL = "hostnamectl";
  static final String UCI = "uci";
  static final String GETENFORCE = "getenforce";
  static final String RESTORECON = "restorecon";
  static final String DMIDECODE = "dmidecode";
  static final String SYSCTL = "sysctl";
  static final String CHPASSWD = "chpasswd";
  static final String USERMOD = "usermod";
  static final String PWD_MKDB = "pwd_mkdb";
  static final String VISUDO = "visudo";
  static final String LOGINCTL = "loginctl";
  static final String PKILL = "pkill";
  static final String TMSH = "/usr/bin/tmsh";

  /** There while systemd runs, see {@code sd_booted(3)}. */
  static final String SYSTEMD_RUNS = "/run/systemd/system";

  /** Where systemd keeps what was set for units until the machine stops: now, and before 232. */
  static final List<String> SYSTEMD_SET =
      List.of("/run/systemd/system.control", "/run/systemd/system");

  /** There while OpenRC runs. */
  static final String OPENRC_RUNS = "/run/openrc";

  static final List<String> OS_RELEASE = List.of("/etc/os-release", "/usr/lib/os-release");
  static final String LSB_RELEASE = "/etc/lsb-release";
  static final String DEBIAN_VERSION = "/etc/debian_version";
  static final String HOSTNAME_OF_KERNEL = "/proc/sys/kernel/hostname";
  static final String BOOT_ID = "/proc/sys/kernel/random/boot_id";
  static final String PASSWD = "/etc/passwd";
  static final String LOGIN_DEFS = "/etc/login.defs";
  static final String BLOCK = "/sys/class/block";
  static final String MOUNTS = "/proc/self/mounts";
  static final String MOUNT_INFO = "/proc/self/mountinfo";
  static final String OWN_GROUPS = "/proc/self/cgroup";

  static final String DEV = "/dev";

  /**
   * Names of drives for provisioning media, the likeliest first; the rest of BSDs and appliances.
   */
  static final List<String> DRIVES =
      List.of("sr[0-9]+", "cdrom[0-9]*", "cd[0-9]", "hd[c-z]", "vd[b-z]");

  static final List<String> OPENBSD_DRIVES = List.of("cd[0-9]c");

  /** Drives that are disks to the machine and can't be opened. */
  static final String FIXED_DRIVES = "vd[b-z]";

  static final List<String> GAIA_MEDIA = List.of("udf,vfat", "udf,iso9660,vfat");
  static final List<String> BSD_MEDIA = List.of("udf", "cd9660", "msdosfs");
  static final List<String> LINUX_MEDIA = List.of("udf,iso9660,vfat");

  /** Modules of Linux by the file systems they bring. */
  static final Map<String, String> MEDIA_MODULES =
      Map.of("udf", "udf", "iso9660", "isofs", "vfat", "vfat");

  static final String FILE_SYSTEMS = "/proc/filesystems";
  static final String DRIVE_MODULE = "ata_piix";
  static final String MOUNT = "mount";
  static final String UMOUNT = "umount";
  static final String MODPROBE = "modprobe";
  static final String EJECT = "eject";
  static final String CDCONTROL = "cdcontrol";
  static final String CDIO = "cdio";

  static final String PRODUCT_UUID = "/sys/class/dmi/id/product_uuid";
  static final String PASSWORD_LOCK = "/etc/.pwd.lock";
  static final String DOAS_CONF = "/etc/doas.conf";
  static final String OLD_SYSCONFIG = "/etc/sysconfig/network";

  static final String RC_CONF = "/etc/rc.conf";
  static final String OPENWRT_SYSTEM = "/etc/init.d/system";

  /** Who is logged in, as programs that remove accounts want to know. */
  static final String LOGINS = "/var/run/utmp";

  static final String FREEBSD_LOGINS = "/var/run/utx.active";
  static final String RESOLV_CONF = "/etc/resolv.conf";
  static final String RESOLVCONF_LINK = "/run/resolvconf/resolv.conf";
  static final String MACHINE_ID = "/etc/machine-id";

  /** What {@code resolvconf(8)} of Ubuntu before 18.04 makes the file of name servers from. */
  static final List<String> RESOLVCONF_SOURCES =
      List.of("/etc/resolvconf/resolv.conf.d/tail", "/etc/resolvconf/resolv.conf.d/original");

  /** Folders of nothing but DHCP leases, and leases in other folders. */
  static final List<String> LEASE_FOLDERS =
      List.of("/var/lib/dhclient", "/var/lib/dhcpcd", "/var/lib/dhcp");

  static final List<String> LEASE_FILES =
      List.of(
          "/var/db/dhclient.leases.*",
          "/var/lib/NetworkManager/dhclient-*.lease",
          "/run/systemd/netif/leases/*");

  /** Seeds and keys of their own that systems make on first boot. */
  static final List<String> SEEDS =
      List.of(
          "/etc/random.seed",
          "/var/db/host.random",
          "/etc/isakmpd/local.pub",
          "/etc/isakmpd/private/local.key",
          "/etc/iked/private/local.key",
          "/etc/iked/local.pub");

  /** Files that say what a system is where {@code os-release} does not. */
  static final String ORACLE = "/etc/oracle-release";

  static final String EULEROS = "/etc/euleros-release";
  static final String UNION_TECH = "/etc/UnionTech-release";
  static final String MARINER = "/etc/mariner-release";
  static final String IOS_XE = "/home/guestshell/azure";
  static final String PHOTON = "/etc/photon-release";
  static final String ALPAQUITA = "/etc/alpaquita-release";
  static final String OPENWRT = "/etc/openwrt_release";
  static final String F5 = "/shared/vadc";
  static final String F5_VERSION = "/VERSION";
  static final String CHECK_POINT = "/etc/cp-release";
  static final String CHECK_POINT_VERSION = "/etc/cloud-version";

  /** Files of systems before {@code os-release}: one line, the name, then the version. */
  static final List<String> OLD_RELEASES =
      List.of(ORACLE, "/etc/centos-release", "/etc/redhat-release");

  static final String SUSE_RELEASE = "/etc/SuSE-release";

  /** Where SysV and OpenRC say what starts at boot: folders of links to scripts. */
  static final List<String> SYSV_LEVELS =
      List.of(
          "/etc/rc2.d",
          "/etc/rc3.d",
          "/etc/rc4.d",
          "/etc/rc5.d",
          "/etc/rcS.d",
          "/etc/rc.d/rc2.d",
          "/etc/rc.d/rc3.d",
          "/etc/rc.d/rc4.d",
          "/etc/rc.d/rc5.d");

  static final String OPENRC_LEVELS = "/etc/runlevels";

  /** What the programs that change accounts keep of the files before. */
  static final List<String> ACCOUNT_BACKUPS =
      List.of(
          "/etc/passwd-",
          "/etc/shadow-",
          "/etc/group-",
          "/etc/gshadow-",
          "/etc/subuid-",
          "/etc/subgid-");

  /** What the super user typed. */
  static final List<String> HISTORIES = List.of("/root/.bash_history");

  /** Below these, a program makes the file of name servers. */
  static final List<String> RESOLVER_MAKERS =
      List.of(
          "/run/systemd/resolve",
          "/run/NetworkManager",
          "/var/run/NetworkManager",
          "/run/resolvconf",
          "/var/run/resolvconf",
          "/run/netconfig",
          "/var/run/netconfig",
          "/usr/lib/systemd/resolv.conf",
          "/lib/systemd/resolv.conf");

  /** What more of a machine than the platform asks for can be taken out of its image. */
  static final List<String> EMPTIED = List.of("/etc/machine-id", "/var/lib/dbus/machine-id");

  static final List<String> GONE =
      List.of(
          "/var/lib/systemd/random-seed",
          "/var/lib/urandom/random-seed",
          "/var/lib/misc/random-seed",
          "/etc/netplan/50-cloud-init.yaml",
          "/etc/network/interfaces.d/50-cloud-init*",
          "/var/lib/NetworkManager/*.lease",
          "/var/log/cloud-init*.log",
          "/root/.*_history");

  static final List<String> CACHES =
      List.of("/var/lib/cloud", "/var/log/journal", "/var/lib/wicked", "/var/lib/dhcpcd5");

  static final List<String> TYPED =
      List.of(
          ".bash_history",
          ".zsh_history",
          ".sh_history",
          ".ash_history",
          ".python_history",
          ".lesshst",
          ".viminfo");

  /**
   * Columns: family; service of the agent; folder of units; folder of programs; configuration file;
   * how processes of the DHCP client are found; whether that client occupies the port; its service;
   * services of ssh and of the network; whether users from remote access are supported.
   */
  private static final String ROWS =
      """
      Default      waagent      /lib/systemd/system     /usr/sbin          /etc/waagent.conf                          pidof:dhclient                no  -                     sshd         -                no
      Ubuntu12     walinuxagent /lib/systemd/system     /usr/sbin          /etc/waagent.conf                          pidof:dhclient3               no  -                     ssh          networking       yes
      Ubuntu14     walinuxagent /lib/systemd/system     /usr/sbin          /etc/waagent.conf                          pidof:dhclient                no  -                     ssh          networking       yes
      Ubuntu16     walinuxagent /lib/systemd/system     /usr/sbin          /etc/waagent.conf                          pidof:dhclient                no  -                     ssh          networking       yes
      Ubuntu18     walinuxagent /lib/systemd/system     /usr/sbin          /etc/waagent.conf                          pidof:systemd-networkd        no  systemd-networkd      ssh          systemd-networkd yes
      Ubuntu       walinuxagent /lib/systemd/system     /usr/sbin          /etc/waagent.conf                          pidof:dhclient                no  -                     ssh          networking       yes
      UbuntuSnappy walinuxagent /lib/systemd/system     /usr/sbin          /etc/waagent.conf                          pidof:dhclient                no  -                     ssh          networking       yes
      DebianBase   waagent      /lib/systemd/system     /usr/sbin          /etc/waagent.conf                          pidof:dhclient                no  -                     ssh          -                yes
      DebianModern walinuxagent /lib/systemd/system     /usr/sbin          /etc/waagent.conf                          pidof:dhclient                no  -                     ssh          -                yes
      Devuan       waagent      -                       /usr/sbin          /etc/waagent.conf                          pidof:dhclient                no  -                     ssh          -                yes
      RH6          waagent      -                       /usr/sbin          /etc/waagent.conf                          pidof:dhclient                no  -                     sshd         networking       yes
      RH           waagent      /usr/lib/systemd/system /usr/sbin          /etc/waagent.conf                          pidof:dhclient                no  -                     sshd         networking       yes
      RHModern     waagent      /usr/lib/systemd/system /usr/sbin          /etc/waagent.conf                          pidof:dhclient                no  -                     sshd         networking       yes
      Fedora       waagent      /usr/lib/systemd/system /usr/sbin          /etc/waagent.conf                          pidof:dhclient                yes -                     sshd         -                no
      SUSE11       waagent      -                       /usr/sbin          /etc/waagent.conf                          pidof:dhcpcd                  yes dhcpcd                sshd         network          yes
      SUSE         waagent      /usr/lib/systemd/system /usr/sbin          /etc/waagent.conf                          pidof:wickedd-dhcp4           yes wickedd-dhcp4.service sshd.service network.service  yes
      Arch         waagent      /usr/lib/systemd/system /usr/bin           /etc/waagent.conf                          pidof:systemd-networkd        yes systemd-networkd      -            systemd-networkd yes
      ClearLinux   waagent      /usr/lib/systemd/system /usr/bin           /usr/share/defaults/waagent/waagent.conf   pidof:systemd-networkd        yes systemd-networkd      -            systemd-networkd yes
      CoreOS       waagent      /lib/systemd/system     /usr/share/oem/bin /usr/share/oem/waagent.conf                main-pid:systemd-networkd     yes systemd-networkd      -            systemd-networkd yes
      Mariner      waagent      /usr/lib/systemd/system /usr/bin           /etc/waagent.conf                          pidof:systemd-networkd        yes systemd-networkd      sshd         systemd-networkd yes
      Photon       waagent      /usr/lib/systemd/system /usr/bin           /etc/waagent.conf                          pidof:systemd-networkd        yes systemd-networkd      sshd         systemd-networkd no
      Chainguard   waagent      /usr/lib/systemd/system /usr/bin           /etc/waagent.conf                          pidof:systemd-networkd        yes systemd-networkd      -            systemd-networkd yes
      Alpine       waagent      -                       /usr/sbin          /etc/waagent.conf                          pidof:dhcpcd                  yes -                     sshd         -                yes
      OpenWrt      waagent      -                       /usr/sbin          /etc/waagent.conf                          pidof:udhcpc                  no  -                     sshd         network          yes
      FreeBSD      waagent      -                       /usr/local/sbin    /usr/local/etc/waagent.conf                pgrep:dhclient                yes dhclient              sshd         -                yes
      OpenBSD      waagent      -                       /usr/local/sbin    /etc/waagent.conf                          pgrep:dhclient                no  -                     sshd         -                yes
      NSBSD        waagent      -                       /usr/sbin          /etc/waagent.conf                          pid-file:/var/run/dhclient.pid yes dhclient             -            -                yes
      BIG-IP       waagent      -                       /usr/sbin          /etc/waagent.conf                          pidof:dhclient                no  -                     sshd         -                no
      GAiA         waagent      -                       /usr/sbin          /etc/waagent.conf                          pidof:dhclient                no  -                     sshd         -                no
      IOS-XE       waagent      /usr/lib/systemd/system /usr/sbin          /etc/waagent.conf                          -                             no  -                     -            -                no
      """;

  /**
   * Columns: family; what keeps accounts; what gives super user rights; what keeps the host name;
   * whether {@code sshd_config} is edited; whether the file of name servers stays in an image;
   * whether the machine id must not be in one. Families that are not here are as {@code Default}.
   */
  private static final String SETUP =
      """
      Default    shadow  sudo file:/etc/hostname yes no  no
      Ubuntu12   shadow  sudo file:/etc/hostname yes no  no
      Ubuntu18   shadow  sudo file:/etc/hostname yes yes no
      RH6        shadow  sudo sysconfig          yes no  no
      RH         shadow  sudo hostnamectl-static yes no  no
      RHModern   shadow  sudo hostnamectl-static yes no  no
      IOS-XE     shadow  sudo hostnamectl-static yes no  no
      SUSE11     shadow  sudo file:/etc/HOSTNAME yes no  no
      SUSE       shadow  sudo hostnamectl        yes no  no
      Fedora     shadow  sudo file:/etc/hostname no  no  no
      Photon     shadow  sudo file:/etc/hostname no  no  no
      Mariner    shadow  sudo file:/etc/hostname no  no  no
      ClearLinux shadow  sudo file:/etc/hostname no  no  no
      Arch       shadow  sudo file:/etc/hostname no  no  yes
      CoreOS     shadow  sudo file:/etc/hostname no  no  yes
      Alpine     busybox sudo file:/etc/hostname no  no  no
      OpenWrt    openwrt sudo uci                yes no  no
      FreeBSD    pw      sudo rc.conf            yes no  no
      OpenBSD    openbsd doas file:/etc/myname   yes no  no
      NSBSD      none    none none               no  no  no
      BIG-IP     tmsh    none none               yes no  no
      GAiA       none    none none               yes no  no
      """;

  private DistroTable() {}

  /** How a system is set up; one row. */
  record Setup(
      String family,
      String accounts,
      String rights,
      String hostName,
      boolean editsSshdConfig,
      boolean keepsResolver,
      boolean forgetsMachineId) {
    private static Setup parse(String line) {
      String[] cells = line.split(" +");
      return new Setup(
          cells[0],
          cells[1],
          cells[2],
          cells[3],
          cells[4].equals("yes"),
          cells[5].equals("yes"),
          cells[6].equals("yes"));
    }
  }

  static Setup setup(String family) {
    List<Setup> all = SETUP.lines().map(Setup::parse).toList();
    return all.stream().filter(one -> one.family().equals(family)).findFirst().orElse(all.get(0));
  }

  /** One row; empty text stands for none. */
  record Row(
      String family,
      String agentService,
      String unitFolder,
      String programFolder,
      String configurationFile,
      String dhcpClient,
      boolean dhcpPortOccupied,
      String dhcpService,
      String sshService,
      String networkService,
      boolean remoteUsers) {
    private static Row parse(String line) {
      String[] cells = line.split(" +");
      for (int i = 0; i < cells.length; i++) {
        cells[i] = cells[i].equals("-") ? "" : cells[i];
      }
      return new Row(
          cells[0],
          cells[1],
          cells[2],
          cells[3],
          cells[4],
          cells[5],
          cells[6].equals("yes"),
          cells[7],
          cells[8],
          cells[9],
          cells[10].equals("yes"));
    }
  }

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    ROWS.lines().forEach(line -> rows.add(Row.parse(line)));
    return List.copyOf(rows);
  }

  static Row row(String family) {
    for (Row row : rows()) {
      if (row.family().equals(family)) {
        return row;
      }
    }
    throw new NoSuchElementException("no such row: " + family);
  }
}
