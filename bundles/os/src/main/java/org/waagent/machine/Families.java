// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.util.Optional;

/** Which row of the table a system belongs to; the first rule that fits wins. */
final class Families {
  static final String UNKNOWN = "Default";

  private Families() {}

  /** {@link #UNKNOWN} if no rule fits, and it is like nothing that is known. */
  static String of(Identity it) {
    Optional<String> own =
        early(it)
            .or(() -> debian(it))
            .or(() -> coreos(it))
            .or(() -> suse(it))
            .or(() -> redHat(it))
            .or(() -> named(it.name()));
    return own.or(() -> like(it)).orElse(UNKNOWN);
  }

  private static Optional<String> early(Identity it) {
    return switch (it.name()) {
      case "photonos" -> Optional.of("Photon");
      case "arch" -> Optional.of("Arch");
      default ->
          it.fullName().contains("Clear Linux")
              ? Optional.of("ClearLinux")
              : it.name().equals("ubuntu") ? Optional.of(ubuntu(it)) : snappy(it);
    };
  }

  private static String ubuntu(Identity it) {
    switch (it.version()) {
      case "12.04", "12.10":
        return "Ubuntu12";
      case "14.04", "14.10":
        return "Ubuntu14";
      case "16.04", "16.10", "17.04":
        return "Ubuntu16";
      default:
        break;
    }
    // Those to come as well: a release more is no reason to look for programs of the time before.
    return snappy(it)
        .orElseGet(() -> Versions.isBelow(it.version(), "18.04") ? "Ubuntu" : "Ubuntu18");
  }

  private static Optional<String> snappy(Identity it) {
    return it.fullName().equals("Snappy Ubuntu Core")
        ? Optional.of("UbuntuSnappy")
        : Optional.empty();
  }

  private static Optional<String> debian(Identity it) {
    return switch (it.name()) {
      case "kali" -> Optional.of("DebianBase");
      case "debian" ->
          Optional.of(
              it.version().contains("sid") || !Versions.isBelow(it.version(), "8")
                  ? "DebianModern"
                  : "DebianBase");
      case "devuan" ->
          Versions.isBelow(it.version(), "4") ? Optional.of(UNKNOWN) : Optional.of("Devuan");
      default -> Optional.empty();
    };
  }

  private static Optional<String> coreos(Identity it) {
    return isCoreos(it.name()) || isCoreos(it.codeName())
        ? Optional.of("CoreOS")
        : Optional.empty();
  }

  private static boolean isCoreos(String name) {
    return name.equals("flatcar") || name.equals("coreos");
  }

  private static Optional<String> suse(Identity it) {
    switch (it.name()) {
      case "suse", "sle-micro", "sle_hpc", "sles", "opensuse":
        boolean old =
            it.fullName().contains("SUSE Linux Enterprise Server")
                    && Versions.isBelow(it.version(), "12")
                || it.fullName().contains("openSUSE") && Versions.isBelow(it.version(), "13.2");
        return Optional.of(old ? "SUSE11" : "SUSE");
      default:
        return Optional.empty();
    }
  }

  private static Optional<String> redHat(Identity it) {
    switch (it.name()) {
      case "redhat", "rhel", "centos", "oracle", "almalinux", "cloudlinux", "rocky":
        if (Versions.isBelow(it.version(), "7")) {
          return Optional.of("RH6");
        }
        return Optional.of(Versions.isBelow(it.version(), "8.6") ? "RH" : "RHModern");
      case "euleros", "uos":
        return Optional.of("RH");
      default:
        return Optional.empty();
    }
  }

  private static Optional<String> named(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "alpine", "alpaquita" -> "Alpine";
          case "chainguard" -> "Chainguard";
          case "freebsd" -> "FreeBSD";
          case "openbsd" -> "OpenBSD";
          case "nsbsd" -> "NSBSD";
          case "bigip" -> "BIG-IP";
          case "gaia" -> "GAiA";
          case "iosxe" -> "IOS-XE";
          case "openwrt" -> "OpenWrt";
          case "fedora" -> "Fedora";
          case "mariner", "azurelinux" -> "Mariner";
          case "amzn" -> "RHModern";
          default -> null;
        });
  }

  /** A system's own version tells nothing of the version of what it is like: the newest row. */
  private static Optional<String> like(Identity it) {
    for (String name : it.likes()) {
      switch (name) {
        case "ubuntu":
          return Optional.of("Ubuntu18");
        case "debian":
          return Optional.of("DebianModern");
        case "rhel", "centos":
          return Optional.of("RHModern");
        case "suse", "opensuse":
          return Optional.of("SUSE");
        case "arch":
          return Optional.of("Arch");
        default:
          if (named(name).isPresent()) {
            return named(name);
          }
      }
    }
    return Optional.empty();
  }
}
