// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.lane.HandLanes;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.AgentStart;

class StartsTest {
  @TempDir Path root;
  private final HandLanes hand = new HandLanes();
  private TestMachine machine;
  private Path folder;

  @BeforeEach
  void build() throws IOException {
    machine = TestMachine.at(root);
    folder = machine.directories().state("core");
    boot("first boot");
  }

  private void boot(String id) throws IOException {
    Path file = root.resolve("proc/sys/kernel/random/boot_id");
    Files.createDirectories(file.getParent());
    Files.writeString(file, id + "\n");
  }

  /** An agent that starts, does one thing and is gone. */
  private Starts agent(String start, String does) {
    Timeline timeline = Timeline.plain(hand.clock());
    Starts starts =
        new Starts(
            folder,
            machine.files(),
            machine.machine(),
            hand.lanes(),
            new AgentStart(start),
            timeline,
            hand.log().logger());
    timeline.begin("provisioning", does).end(Result.DONE);
    hand.advance(Duration.ofSeconds(6), Duration.ofSeconds(1));
    return starts;
  }

  private List<String> onDisk() throws IOException {
    return Starts.read(folder, machine.files()).stream()
        .map(start -> start.id() + " " + start.spans())
        .toList();
  }

  @Test
  void keepsThisStartTheOneBeforeAndTheFirstSinceTheBoot() throws Exception {
    agent("a", "old machine");
    boot("second boot");
    agent("b", "set up");
    agent("c", "nothing");
    agent("d", "nothing");
    agent("e", "nothing");
    assertThat(onDisk())
        .containsExactly(
            "e [provisioning: nothing done]",
            "d [provisioning: nothing done]",
            "b [provisioning: set up done]");
    assertThat(Starts.firstOf("second boot", Starts.read(folder, machine.files())))
        .hasValueSatisfying(start -> assertThat(start.id()).isEqualTo("b"));
  }

  @Test
  void aCoreThatIsReplacedContinuesTheStart() throws Exception {
    agent("a", "before");
    agent("a", "after");
    assertThat(onDisk()).containsExactly("a [provisioning: before done, provisioning: after done]");
  }

  @Test
  void isWrittenSoonAfterwardsAndNotForEachSpan() throws Exception {
    Starts starts = agent("a", "one");
    Path file = root.resolve("var/lib/waagent/state/core/timeline.json");
    Object before = Files.readAttributes(file, "unix:ino").get("ino");
    hand.advance(Duration.ofMinutes(2), Duration.ofSeconds(1));
    assertThat(Files.readAttributes(file, "unix:ino").get("ino")).isEqualTo(before);
    starts.close();
    assertThat(onDisk()).containsExactly("a [provisioning: one done]");
  }

  @Test
  void aSpoiledFileIsAnErrorForWhoAsksAndReplacedByTheAgent() throws Exception {
    Path file = root.resolve("var/lib/waagent/state/core/timeline.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"starts\":[{\"start\":7}]}");
    assertThatThrownBy(() -> Starts.read(folder, machine.files()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("makes no sense");
    agent("a", "one");
    assertThat(onDisk()).containsExactly("a [provisioning: one done]");
  }
}
