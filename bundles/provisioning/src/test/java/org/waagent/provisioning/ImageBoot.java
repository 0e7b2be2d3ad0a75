// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.plugin.AgentStart;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Wanted;

/** An image whose agent starts, as the core would start it. */
class ImageBoot {
  static final Wanted NOTHING = Wanted.nothing(new AgentStart("start"));
  static final String THUMBPRINT = "EB0C0AB4B2D5FC35F2F0658D19F44C8283E2DD62";

  @TempDir Path root;
  @TempDir Path disc;
  FakeMachine machine;
  ProvisioningPlugin plugin;

  @BeforeEach
  void image() throws IOException {
    machine = image("DebianModern");
  }

  FakeMachine image(String family) throws IOException {
    FakeMachine made = new FakeMachine(root, family);
    made.medium = Optional.of(disc.resolve("ovf-env.xml"));
    Files.write(made.medium.get(), resource("ovf/whole.xml"));
    made.write("/etc/ssh/sshd_config", "Port 22\n");
    made.write("/etc/ssh/ssh_host_rsa_key", "IMAGE\n");
    made.write("/etc/ssh/ssh_host_rsa_key.pub", "ssh-rsa SU1BR0U= image\n");
    made.write("/etc/ssh/ssh_host_dsa_key", "IMAGE\n");
    made.write("/etc/ssh/ssh_host_rsa_key-cert.pub", "of the owner\n");
    Files.createDirectories(made.file("/var/lib/waagent"));
    Files.write(made.file("/var/lib/waagent/" + THUMBPRINT + ".crt"), resource("ssh/rsa.crt"));
    made.write("/var/lib/waagent/" + THUMBPRINT + ".prv", "PRIVATE KEY\n");
    return made;
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = FirstBootTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  /** What the core does: plans and applies until nothing is asked for any more. */
  Outcome run() throws Exception {
    plugin = machine.plugin();
    Outcome outcome = round(plugin.plan(NOTHING));
    while (!machine.asked.isEmpty()) {
      machine.asked.clear();
      outcome = round(plugin.plan(NOTHING));
    }
    return outcome;
  }

  static Outcome round(Plan plan) throws Exception {
    Set<String> notDone = new HashSet<>();
    Outcome worst = plan.settled();
    for (Change change : plan.changes()) {
      assertThat(plan.changes().stream().map(Change::id)).containsAll(change.buildsOn());
      if (change.buildsOn().stream().noneMatch(notDone::contains)) {
        Outcome outcome = change.apply();
        if (!outcome.isFine()) {
          worst = outcome;
          notDone.add(change.id());
        }
      } else {
        notDone.add(change.id());
      }
    }
    return worst;
  }

  String text(String path) throws IOException {
    return Files.readString(machine.file(path));
  }

  String mode(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(machine.file(path)));
  }
}
