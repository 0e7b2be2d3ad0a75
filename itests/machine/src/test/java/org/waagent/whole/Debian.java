// SPDX-License-Identifier: Apache-2.0
package org.waagent.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * A small Debian with systemd, made once and kept in the user's cache under the list of its
 * packages.
 */
final class Debian {
  private static final String SUITE = "bookworm";

  /** What an image of the platform has; openssl is among what its own agent depends on. */
  private static final String PACKAGES = "systemd,systemd-sysv,dbus,openssh-server,sudo,openssl";

  private static final Duration MAKING = Duration.ofMinutes(15);

  private Debian() {}

  /** Why there can be none here, if so. */
  static Optional<String> missing() {
    if (!System.getProperty("user.name").equals("root")) {
      return Optional.of("only root can boot a container");
    }
    for (String program : List.of("mmdebstrap", "systemd-nspawn", "ip", "nsenter")) {
      if (!Programs.isThere(program)) {
        return Optional.of("there is no " + program);
      }
    }
    return Optional.empty();
  }

  /** Its root folder, which nobody writes to; a test that can't have it is skipped. */
  static Path root() throws IOException {
    Path kept = cache().resolve("debian-" + key());
    if (!Files.exists(kept)) {
      make(kept);
    }
    return kept;
  }

  private static void make(Path kept) throws IOException {
    Files.createDirectories(kept.getParent());
    Path part = Files.createTempDirectory(kept.getParent(), "part");
    Programs.Answer made =
        Programs.run(
            MAKING,
            List.of(
                "mmdebstrap",
                "--variant=minbase",
                "--include=" + PACKAGES,
                SUITE,
                part.toString()));
    if (made.isFine()) {
      Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
    } else {
      Programs.run(MAKING, List.of("rm", "-rf", "--one-file-system", part.toString()));
      Assumptions.abort(loud("Debian could not be had: " + made.text()));
    }
  }

  /** Says why a test is skipped, where nobody can miss it. */
  static String loud(String why) {
    System.out.println("SKIPPED, no whole machine: " + why);
    return why;
  }

  private static Path cache() {
    String chosen = System.getenv("XDG_CACHE_HOME");
    Path top =
        chosen == null || chosen.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(chosen);
    return top.resolve("waagent-itests");
  }

  private static String key() {
    try {
      byte[] list = (SUITE + " " + PACKAGES).getBytes(UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(list);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }
}
