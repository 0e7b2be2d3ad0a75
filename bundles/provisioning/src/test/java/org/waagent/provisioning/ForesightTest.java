// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waagent.plugin.Change;
import org.waagent.provisioning.ovf.OvfException;
import org.waagent.provisioning.tools.TestWanted;

/** What is told of a first boot before it is made. */
class ForesightTest extends ImageBoot {
  @BeforeEach
  void askForAll() {
    machine.config.put("deleteRootPassword", true);
    machine.config.put("executeCustomData", true);
  }

  private List<Change> foreseen() throws Exception {
    plugin = machine.plugin();
    return plugin.plan(NOTHING).changes().get(0).leadsTo();
  }

  /** Without the note of where it comes from: the steps in the order in which they are made. */
  private static List<String> steps(List<Change> foreseen) {
    return foreseen.stream().skip(1).map(Change::id).toList();
  }

  private List<String> planned() throws Exception {
    round(plugin.plan(NOTHING));
    return plugin.plan(TestWanted.of(Optional.empty())).changes().stream().map(Change::id).toList();
  }

  private TreeMap<String, String> tree() throws IOException {
    TreeMap<String, String> tree = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path one : all.toList()) {
        tree.put(one.toString(), Files.isDirectory(one) ? "" : Files.readString(one));
      }
    }
    return tree;
  }

  @Test
  void tellsWhatTheMediumAsksForAndLeavesNoTrace() throws Exception {
    TreeMap<String, String> before = tree();

    List<Change> foreseen = foreseen();

    assertThat(foreseen)
        .extracting(Change::description)
        .startsWith("take the OVF environment of /dev/sr0", "set the host name to vm1")
        .contains(
            "make the user's account: ann",
            "let the user work as the super user, with the password",
            "configure the SSH server: passwords are taken",
            "eject /dev/sr0");
    assertThat(foreseen.toString()).doesNotContain("Passw0rd", "Q3VzdG9tRGF0YQ");
    assertThat(tree()).isEqualTo(before);
    assertThat(machine.did).containsExactly("mount /dev/sr0", "unmount /mnt/cdrom/secure-look");
    assertThat(machine.shell.ran()).isEmpty();
    assertThat(steps(foreseen)).isEqualTo(planned());
  }

  @Test
  void tellsOfAnAgentThatIsNotWanted() throws Exception {
    String text = Files.readString(machine.medium.get());
    Files.writeString(machine.medium.get(), text.replace("Agent>true<", "Agent>false<"));

    assertThat(foreseen())
        .extracting(Change::description)
        .contains("mark the machine as provisioned; the agent is not wanted on it");
  }

  @Test
  void saysWhereAMediumIsWrongAndLeavesNoTrace() throws Exception {
    Files.writeString(machine.medium.get(), "<Environment>\n<x>\n</Environment>");
    TreeMap<String, String> before = tree();

    assertThatThrownBy(this::foreseen)
        .isInstanceOf(OvfException.class)
        .hasMessage("ovf-env.xml, line 3: is not well-formed XML");
    assertThat(tree()).isEqualTo(before);
  }

  /** What another program has mounted is read there, and stays. */
  @Test
  void unmountsNothingThatWasMountedBefore() throws Exception {
    machine.mounted = Optional.of(Path.of("/media/cd"));
    machine.write("/media/cd/ovf-env.xml", Files.readString(machine.medium.get()));

    assertThat(foreseen()).extracting(Change::description).contains("set the host name to vm1");
    assertThat(machine.did).containsExactly("mount /dev/sr0");
    assertThat(machine.file("/media/cd/ovf-env.xml")).exists();
    assertThat(machine.file("/mnt")).doesNotExist();
  }

  /** Who tries an image has no medium yet: all steps that one may ask for. */
  @Test
  void tellsAllStepsThatAMediumMayAskForWhereThereIsNone() throws Exception {
    Optional<Path> medium = machine.medium;
    machine.medium = Optional.empty();
    TreeMap<String, String> before = tree();

    List<Change> foreseen = foreseen();

    assertThat(machine.did).isEmpty();
    assertThat(tree()).isEqualTo(before);
    assertThat(foreseen)
        .extracting(Change::description)
        .startsWith("wait for one that can be read; now: this machine has no drive for it")
        .contains("set the host name", "set the user's password, if the medium asks for it");
    machine.medium = medium;
    List<String> planned =
        planned().stream()
            .map(id -> id.replace("/ann/", "/USER/"))
            .filter(id -> !id.startsWith("eject"))
            .toList();
    assertThat(steps(foreseen)).isEqualTo(planned);
  }

  @Test
  void saysWhyAMediumCannotBeRead() throws Exception {
    machine.broken.add("mount /dev/sr0");

    assertThat(foreseen().get(0).description())
        .isEqualTo("wait for one that can be read; now: mount /dev/sr0 is broken");
    assertThat(machine.file("/mnt")).doesNotExist();
  }

  @Test
  void foreseesNothingThatAKilledPredecessorDid() throws Exception {
    machine.write(
        "/var/lib/waagent/state/provisioning/steps",
        "machine " + machine.fixed.instanceId() + "\ndone host-name\ndone account\n");

    assertThat(steps(foreseen()))
        .contains("set the user's password")
        .doesNotContain("set the host name");
  }
}
