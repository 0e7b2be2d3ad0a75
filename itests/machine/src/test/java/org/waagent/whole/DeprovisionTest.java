// SPDX-License-Identifier: Apache-2.0
package org.waagent.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built agent makes an image of a real system, on a copy of it that is thrown away. */
class DeprovisionTest {
  private static final Duration MOST = Duration.ofMinutes(5);
  private static final String USER = "wauser7q";
  private static final String KEY = "AAAAC3NzaC1lZDI1NTE5AAAAIwaagentTestKey";

  @TempDir private Path folder;

  private static Optional<String> missing() {
    if (!System.getProperty("user.name").equals("root")) {
      return Optional.of("only root can make a copy of the system");
    }
    for (String program : List.of("unshare", "chroot", "useradd", "userdel", "chpasswd", "pgrep")) {
      if (!Programs.isThere(program)) {
        return Optional.of("there is no " + program);
      }
    }
    return Optional.empty();
  }

  private String deprovision() throws IOException {
    Path script = folder.resolve("deprovision.sh");
    try (InputStream in = getClass().getResourceAsStream("deprovision.sh")) {
      Files.copy(in, script);
    }
    Path agent =
        Path.of(System.getProperty("waagent.root"), "runtime/target/waagent/bin/waagent")
            .toRealPath();
    List<String> words = new ArrayList<>(List.of("unshare", "-m", "-u", "-p", "-f"));
    words.addAll(List.of("--mount-proc", "--kill-child", "sh", script.toString()));
    words.addAll(List.of(Files.createDirectory(folder.resolve("copy")).toString()));
    words.addAll(List.of(agent.toString(), USER, KEY));
    return Programs.run(MOST, words).text();
  }

  private static String section(String text, String name) {
    int start = text.indexOf("--- " + name + "\n");
    assertThat(start).as("section %s of%n%s", name, text).isNotNegative();
    return text.substring(start, text.indexOf("\n---", start + 4));
  }

  @Test
  @Tag("S42")
  @Tag("S43")
  @Tag("S44")
  @Tag("S45")
  @Tag("S46")
  @Tag("S47")
  @Tag("S49")
  void leavesNothingThatAScanForTheUserItsKeysAndLeasesFinds() throws Exception {
    Optional<String> missing = missing();
    Assumptions.assumeTrue(missing.isEmpty(), () -> Debian.loud(missing.get()));
    String text = deprovision();
    Assumptions.assumeFalse(text.contains("NO OVERLAY"), () -> Debian.loud("no overlay here"));

    assertThat(section(text, "no")).contains("(y/n)", "exit 0", "still " + USER);
    assertThat(section(text, "yes")).contains("(y/n)", "exit 0").doesNotContain("failed");
    assertThat(section(text, "left").lines().skip(1))
        .as("%s", text)
        .containsExactlyInAnyOrder(
            "host name localhost.localdomain",
            "send host-name \"localhost.localdomain\";",
            "root locked",
            "entries var/lib/waagent 0",
            "entries var/log/azure 0",
            "entries var/lib/dhcp 0",
            "entries run/systemd/netif/leases 0",
            "ssh_host_rsa_key-cert.pub",
            USER + "2 ALL=(ALL) NOPASSWD: ALL");
    assertThat(section(text, "found").lines().skip(1)).as("%s", text).isEmpty();
  }
}
