// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

import java.util.Locale;
import java.util.Optional;

/** Knows by the name of a file how it is cleaned, and which one is never taken. */
public final class Cleaners {
  private static final String[] NEVER_ENDS = {
    ".prv", ".pem", ".key", ".pfx", ".p12", ".p7m", ".p7b", ".jks", ".keystore", ".kdbx", ".ppk"
  };
  private static final String[] NEVER_BEGINS = {
    "certificates.",
    "shadow",
    "gshadow",
    "id_rsa",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "ssh_host_",
    ".netrc",
    ".pgpass",
    ".my.cnf",
    "secring"
  };
  private static final String[] OPAQUE_ENDS = {
    ".xz", ".bz2", ".zst", ".lz4", ".z", ".7z", ".rar", ".tar", ".tgz", ".tar.gz", ".jar", ".deb",
    ".rpm", ".so", ".exe", ".core"
  };

  private static final String OPAQUE = "can't be looked into";

  private final long most;

  /**
   * @param most bytes that are taken out of a compressed file
   */
  public Cleaners(long most) {
    this.most = most;
  }

  /** Why a file of this name is left out; empty if it is not. */
  public static Optional<String> refusal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".gz") && !lower.endsWith(".tar.gz")) {
      String inner = name.substring(0, name.length() - 3);
      return isCompressed(inner) ? Optional.of(OPAQUE) : refusal(inner);
    }
    if (endsWith(lower, NEVER_ENDS) || beginsWith(lower, NEVER_BEGINS)) {
      return Optional.of("holds keys or hashes of passwords");
    }
    return endsWith(lower, OPAQUE_ENDS) ? Optional.of(OPAQUE) : Optional.empty();
  }

  static boolean isCompressed(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".gz") || lower.endsWith(".zip");
  }

  /** Whether a part of a file of this name is as clean as the whole. */
  public static boolean isCleanInParts(String name) {
    return !isCompressed(name) && !isSettings(name) && !isOvf(name);
  }

  /** For the end of a text; the first line, of which only a part is there, is left out. */
  public static Cleaner ofTail() {
    return TextCleaner.ofTail();
  }

  /** For a file of this name. */
  public Cleaner of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".gz")) {
      return new GzipCleaner(plain(name.substring(0, name.length() - 3)), most);
    }
    if (lower.endsWith(".zip")) {
      return new ZipCleaner(this::member, most);
    }
    return plain(name);
  }

  private Optional<Cleaner> member(String path) {
    boolean odd = path.startsWith("/") || path.contains("..") || path.contains("\\");
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (odd || name.isEmpty() || isCompressed(name) || refusal(name).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(plain(name));
  }

  private static Cleaner plain(String name) {
    if (isSettings(name)) {
      return new SettingsCleaner();
    }
    return isOvf(name) ? new OvfCleaner() : TextCleaner.ofWhole();
  }

  private static boolean isSettings(String name) {
    return name.toLowerCase(Locale.ROOT).contains(".settings");
  }

  private static boolean isOvf(String name) {
    return name.toLowerCase(Locale.ROOT).contains("ovf-env");
  }

  private static boolean endsWith(String name, String[] ends) {
    for (String end : ends) {
      if (name.endsWith(end)) {
        return true;
      }
    }
    return false;
  }

  private static boolean beginsWith(String name, String[] begins) {
    for (String begin : begins) {
      if (name.startsWith(begin)) {
        return true;
      }
    }
    return false;
  }
}
