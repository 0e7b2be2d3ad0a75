// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.machine.ScriptedShell;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;

/** What goes wrong on a first boot, and what comes of it. */
class FirstBootFaultsTest extends ImageBoot {
  @Test
  void putsARefusedConfigurationBack() throws Exception {
    machine.broken.add("sshd");

    Outcome outcome = run();

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).code()).isEqualTo(11);
    assertThat(((Outcome.Failed) outcome).text()).contains("bad configuration option");
    assertThat(text("/etc/ssh/sshd_config")).isEqualTo("Port 22\n");
    assertThat(machine.file("/var/lib/waagent/provisioned")).doesNotExist();
  }

  /** A link's own rights are everybody's. */
  @Test
  void keepsTheRightsOfAConfigurationBehindALink() throws Exception {
    Path link = machine.file("/etc/ssh/sshd_config");
    machine.write("/data/sshd_config", "Port 22\n");
    Path kept = machine.file("/data/sshd_config");
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-r-----"));
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("/data/sshd_config"));

    assertThat(run()).isEqualTo(Outcome.done());

    assertThat(text("/data/sshd_config")).contains("PasswordAuthentication yes");
    assertThat(mode("/data/sshd_config")).isEqualTo("rw-r-----");
    assertThat(Files.isSymbolicLink(link)).isTrue();
  }

  @Test
  void usesTheFolderOfPartsWhereTheServerReadsOne() throws Exception {
    machine.write("/etc/ssh/sshd_config", "Include /etc/ssh/sshd_config.d/*.conf\nPort 22\n");

    run();

    assertThat(text("/etc/ssh/sshd_config.d/00-waagent.conf"))
        .isEqualTo(
            "PasswordAuthentication yes\nChallengeResponseAuthentication yes\n"
                + "ClientAliveInterval 180\n");
    assertThat(mode("/etc/ssh/sshd_config.d/00-waagent.conf")).isEqualTo("rw-------");
    assertThat(text("/etc/ssh/sshd_config"))
        .isEqualTo("Include /etc/ssh/sshd_config.d/*.conf\nPort 22\n");
  }

  @Test
  void goesWithoutAServer() throws Exception {
    Files.delete(machine.file("/etc/ssh/sshd_config"));

    assertThat(run()).isEqualTo(Outcome.done());
  }

  @Test
  void failsWithALineWhereTheDocumentIsBroken() throws Exception {
    Files.writeString(machine.medium.get(), "<Environment>\n<x>\n</Environment>");

    assertThat(run())
        .isEqualTo(new Outcome.Failed(3, "ovf-env.xml, line 3: is not well-formed XML"));
    assertThat(machine.did).contains("unmount /mnt/cdrom/secure").doesNotContain("create ann");
    round(plugin.plan(NOTHING));
    assertThat(machine.did).containsOnlyOnce("event Provision false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <UserName>ann</UserName>|<UserName/>|UserName not found
          <HostName>vm1</HostName>||HostName not found
          <UserName>ann</UserName>|<UserName>ann|is not well-formed XML
          <Path>|<Path/><Other>|is not well-formed XML
          """)
  void namesLineAndReasonAndTakesAMediumThatIsMended(String part, String other, String reason)
      throws Exception {
    String whole = Files.readString(machine.medium.get());
    assertThat(whole).contains(part);
    Files.writeString(machine.medium.get(), whole.replace(part, other == null ? "" : other));

    assertThat(run())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.code()).isEqualTo(3);
              assertThat(failed.text())
                  .matches("ovf-env\\.xml, line [0-9]+: .*")
                  .contains(reason)
                  .doesNotContain("Passw0rd");
            });
    assertThat(machine.did).doesNotContain("create ann");
    assertThat(machine.file("/var/lib/waagent/ovf-env.xml")).doesNotExist();

    Files.writeString(machine.medium.get(), whole);
    round(plugin.plan(NOTHING));
    assertThat(round(plugin.plan(NOTHING))).isEqualTo(Outcome.done());
    assertThat(machine.did).containsOnlyOnce("create ann");
  }

  /** Keys of an image are known to everybody who has the image. */
  @Test
  void doesNotKeepTheHostKeysOfTheImageBecauseNothingMakesOthers() throws Exception {
    ScriptedShell whole = machine.shell;
    machine.shell = new ScriptedShell(line -> ScriptedShell.fine(""), "sshd");

    assertThat(run())
        .isEqualTo(
            new Outcome.Failed(
                12,
                "Failed to provision: give the machine SSH host keys of its own: there is no"
                    + " ssh-keygen to make them"));
    assertThat(text("/etc/ssh/ssh_host_rsa_key")).isEqualTo("IMAGE\n");
    assertThat(machine.file("/var/lib/waagent/provisioned")).doesNotExist();

    machine.shell = whole;
    assertThat(run()).isEqualTo(Outcome.done());
    assertThat(text("/etc/ssh/ssh_host_rsa_key")).isEqualTo("PRIVATE\n");
    assertThat(machine.did).containsOnlyOnce("create ann", "password ann $6$");
  }

  @Test
  void needsNoHostKeysWhereThereIsNoServer() throws Exception {
    machine.shell = new ScriptedShell(line -> ScriptedShell.fine(""));
    for (String name : List.of("sshd_config", "ssh_host_rsa_key", "ssh_host_rsa_key.pub")) {
      Files.delete(machine.file("/etc/ssh/" + name));
    }
    Files.delete(machine.file("/etc/ssh/ssh_host_dsa_key"));

    assertThat(run()).isEqualTo(Outcome.done());
    assertThat(machine.shell.ran()).isEmpty();
    assertThat(machine.did).contains("create ann").doesNotContain("restart ssh");
  }

  /** Its program may come later; what its configuration says is wanted anyway. */
  @Test
  void configuresAServerWhoseProgramIsNotThere() throws Exception {
    machine.shell = new ScriptedShell(machine::program, "ssh-keygen");

    assertThat(run()).isEqualTo(Outcome.done());
    assertThat(text("/etc/ssh/sshd_config")).contains("PasswordAuthentication yes");
    assertThat(machine.shell.ran()).noneMatch(line -> line.contains("sshd "));
  }

  @Test
  void waitsForAMediumThatComesLateAndGivesUpAfterAWhile() throws Exception {
    Optional<Path> late = machine.medium;
    machine.medium = Optional.empty();
    plugin = machine.plugin();

    assertThat(round(plugin.plan(NOTHING))).isInstanceOf(Outcome.RetryLater.class);
    assertThat(machine.did).contains("load driver");
    machine.machine.clock().advance(Duration.ofMinutes(2));
    Outcome outcome = round(plugin.plan(NOTHING));
    assertThat(outcome)
        .isEqualTo(
            new Outcome.Failed(
                2, "the provisioning medium was not found: this machine has no drive for it"));

    machine.medium = late;
    assertThat(run()).isEqualTo(Outcome.done());
  }

  @Test
  void waitsForCertificatesOfTheGoalState() throws Exception {
    Path secret = machine.file("/var/lib/waagent/" + THUMBPRINT + ".prv");
    Files.delete(secret);

    assertThat(run()).isInstanceOf(Outcome.RetryLater.class);
    assertThat(machine.file("/var/lib/waagent/provisioned")).doesNotExist();
    assertThat(machine.did).contains("create ann");

    Files.writeString(secret, "PRIVATE KEY\n");
    assertThat(round(plugin.plan(NOTHING))).isEqualTo(Outcome.done());
    assertThat(machine.did.stream().filter("create ann"::equals)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"host name vm1", "create ann", "password ann $6$", "allow ann WITH_PASSWORD"})
  void goesOnWhereItFailedOnceThatIsCured(String step) throws Exception {
    machine.broken.add(step);
    assertThat(run()).isInstanceOf(Outcome.Failed.class);
    assertThat(machine.did).containsOnlyOnce("event Provision false");
    assertThat(machine.file("/var/lib/waagent/provisioned")).doesNotExist();

    machine.broken.clear();
    assertThat(run()).isEqualTo(Outcome.done());
    assertThat(machine.did).containsOnlyOnce(step, "host name vm1", "create ann");
  }

  /** A kill between any two steps: the successor finishes, and makes no step twice. */
  @Test
  void finishesWhatAKilledPredecessorBegan() throws Exception {
    for (int made = 0; ; made++) {
      delete(root);
      machine = image("DebianModern");
      if (!runAndKill(made)) {
        assertThat(made).isGreaterThan(8);
        return;
      }
      assertThat(run()).as("killed after %s", made).isEqualTo(Outcome.done());
      assertThat(machine.did)
          .containsOnlyOnce(
              "create ann", "password ann $6$", "allow ann WITH_PASSWORD", "host name vm1");
      assertThat(text("/home/ann/.ssh/authorized_keys").lines()).hasSize(2);
      assertThat(machine.did).contains("restart ssh");
      assertThat(machine.plugin().plan(NOTHING).isEmpty()).isTrue();
    }
  }

  /** Makes so many steps; false if there were not as many. */
  private boolean runAndKill(int steps) throws Exception {
    plugin = machine.plugin();
    round(plugin.plan(NOTHING));
    machine.asked.clear();
    List<Change> changes = new ArrayList<>(plugin.plan(NOTHING).changes());
    if (steps >= changes.size()) {
      return false;
    }
    for (Change change : changes.subList(0, steps)) {
      assertThat(change.apply()).isEqualTo(Outcome.done());
    }
    return true;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(folder)) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void makesHalfAnAccountOfAKilledPredecessorAnew() throws Exception {
    machine.write(
        "/var/lib/waagent/state/provisioning/steps",
        "machine " + machine.fixed.instanceId() + "\nbegun make the user's account\n");
    machine.add("ann", 1001);

    assertThat(run()).isEqualTo(Outcome.done());
    assertThat(machine.did).containsSubsequence("delete ann", "create ann");
  }

  /** As a file of keys may be put there as it is. */
  @Test
  void takesSeveralKeysOfOneValueWithEmptyLinesBetween() throws Exception {
    String text = Files.readString(machine.medium.get());
    Files.writeString(
        machine.medium.get(), text.replace("ann@here<", "ann@here\n\nssh-rsa QUJD third\n<"));

    assertThat(run()).isEqualTo(Outcome.done());
    assertThat(text("/home/ann/.ssh/authorized_keys").lines())
        .containsExactly(
            "ssh-rsa AAAAB3NzaC1yc2E= ann@here",
            "ssh-rsa QUJD third",
            "ecdsa-sha2-nistp256 AAAAE2VjZHNh second");
  }

  @Test
  void takesAnAccountOfTheImageAsItIs() throws Exception {
    machine.add("ann", 1001);
    Files.createDirectories(machine.file("/home/ann"));

    assertThat(run()).isEqualTo(Outcome.done());
    assertThat(machine.did).doesNotContain("create ann", "delete ann");
  }

  /** A link of the user anywhere on the way would have the super user write elsewhere. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/home/ann/.config",
        "/home/ann/.config/keys",
        "/home/ann/.config/keys/authorized_keys",
        "/home/ann/.config/id_rsa.pub"
      })
  void followsNoLinkFurtherUp(String link) throws Exception {
    keysBelowConfig();
    machine.add("ann", 1001);
    Path at = machine.file(link);
    Files.createDirectories(at.getParent());
    Files.createDirectories(machine.file("/etc/other"));
    Files.createSymbolicLink(at, Path.of("/etc/other"));

    assertThat(run()).isInstanceOf(Outcome.Failed.class);
    assertThat(machine.file("/etc/other")).isEmptyDirectory();
  }

  @Test
  void givesFoldersOnTheWayToTheUser() throws Exception {
    keysBelowConfig();
    List<String> owned = new ArrayList<>();
    machine.files.watch(
        (what, path) -> {
          if (what.equals("owner")) {
            owned.add(path.toString());
          }
        });

    assertThat(run()).isEqualTo(Outcome.done());
    assertThat(owned)
        .contains(
            "/home/ann/.config",
            "/home/ann/.config/keys",
            "/home/ann/.config/keys/authorized_keys",
            "/home/ann/.config/id_rsa")
        .doesNotContain("/home", "/home/ann");
    assertThat(mode("/home/ann/.config")).isEqualTo("rwx------");
    assertThat(mode("/home/ann/.config/keys")).isEqualTo("rwx------");
  }

  private void keysBelowConfig() throws IOException {
    String text = Files.readString(machine.medium.get());
    Files.writeString(
        machine.medium.get(),
        text.replace("/.ssh/authorized_keys", "/.config/keys/authorized_keys")
            .replace("/.ssh/id_rsa", "/.config/id_rsa"));
  }

  @Test
  void followsNoLinkOfTheUser() throws Exception {
    machine.add("ann", 1001);
    Files.createDirectories(machine.file("/home/ann"));
    Files.createSymbolicLink(machine.file("/home/ann/.ssh"), Path.of("../../etc/ssh"));

    assertThat(run()).isInstanceOf(Outcome.Failed.class);
    assertThat(machine.file("/etc/ssh/authorized_keys")).doesNotExist();
  }
}
