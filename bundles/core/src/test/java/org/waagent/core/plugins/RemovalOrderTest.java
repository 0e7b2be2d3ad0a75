// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.lane.HandLanes;
import org.waagent.core.timeline.Timeline;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.AgentStart;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Removal;
import org.waagent.plugin.Wanted;

/** What every plugin is to take away is taken away, whatever happens to the agent in between. */
class RemovalOrderTest {
  private static final Path STATE = Path.of("/state/core");
  private static final PluginFacts FACTS = TestPlugin.facts();
  private static final PluginFacts OWNER = TestPlugin.facts("provisioned");

  @TempDir private Path root;
  private final List<String> did = new ArrayList<>();
  private final Set<String> failing = new HashSet<>();
  private HandLanes hand;
  private Plugins plugins;

  @BeforeEach
  void start() {
    start(Set.of());
  }

  /** What a start of the agent makes; the one before is gone as after a kill. */
  private void start(Set<String> without) {
    hand = new HandLanes();
    RemovalOrder order =
        RemovalOrder.in(
            STATE,
            TestMachine.at(root).files(),
            hand.lanes(),
            () -> did.add("core removes"),
            hand.log().logger());
    plugins =
        new Plugins(
            hand.lanes(),
            Wanted.nothing(new AgentStart("start")),
            () -> {},
            Timeline.plain(hand.clock()),
            without,
            order,
            hand.log().logger());
  }

  private Plugin plugin(String name) {
    return new RemovingPlugin(name, this::hear);
  }

  private void hear(String what) throws IOException {
    if (failing.contains(what)) {
      throw new IOException("no space");
    }
    did.add(what);
  }

  private void addBoth() {
    plugins.add(plugin("a"), FACTS);
    plugins.add(plugin("b"), FACTS);
    hand.settle();
  }

  private Path file() {
    return root.resolve("state/core/removal");
  }

  @Test
  void aSuccessorDoesAllOfWhatAKilledAgentHadOnlyBegun() {
    addBoth();
    did.clear();
    plugins.begin(Removal.VM_CHANGED, "another machine");
    assertThat(did).containsExactly("core removes");

    did.clear();
    start();
    addBoth();
    assertThat(did)
        .containsExactly(
            "core removes", "a removes VM_CHANGED", "a plans", "b removes VM_CHANGED", "b plans");
  }

  @Test
  void aSuccessorDoesWhatFailedAndNothingTwice() {
    failing.add("b removes VM_CHANGED");
    addBoth();
    plugins.begin(Removal.VM_CHANGED, "another machine");
    hand.advance(RemovalOrder.LATECOMERS.plusSeconds(1));
    assertThat(did).contains("a removes VM_CHANGED").doesNotContain("b removes VM_CHANGED");
    assertThat(file()).exists();

    did.clear();
    failing.clear();
    start();
    addBoth();
    assertThat(did).contains("b removes VM_CHANGED").doesNotContain("a removes VM_CHANGED");
    hand.advance(RemovalOrder.LATECOMERS.plusSeconds(1));
    assertThat(file()).doesNotExist();

    did.clear();
    start();
    addBoth();
    assertThat(did).containsExactly("a plans", "b plans");
  }

  @Test
  void pluginsThatComeWithinAMinuteAreCounted() {
    plugins.add(plugin("a"), FACTS);
    plugins.begin(Removal.VM_CHANGED, "another machine");
    hand.advance(RemovalOrder.LATECOMERS.dividedBy(2));
    assertThat(file()).content().contains("VM_CHANGED", "a");
    plugins.add(plugin("b"), FACTS);
    hand.advance(RemovalOrder.LATECOMERS);
    assertThat(did).contains("b removes VM_CHANGED");
    assertThat(file()).doesNotExist();
  }

  @Test
  void pluginsThatAreNotAskedWhileTheAgentRestsRemoveAndDoNoMore() {
    plugins.add(plugin("provisioning"), OWNER);
    plugins.add(plugin("a"), FACTS);
    hand.settle();
    plugins.onlySettingUp();
    did.clear();
    plugins.begin(Removal.VM_CHANGED, "another machine");
    plugins.add(plugin("late"), FACTS);
    hand.settle();
    assertThat(did)
        .containsExactlyInAnyOrder(
            "core removes",
            "provisioning removes VM_CHANGED",
            "provisioning plans",
            "a removes VM_CHANGED",
            "late removes VM_CHANGED");
    assertThat(plugins.runners()).extracting(PluginRunner::name).containsExactly("provisioning");
    hand.advance(RemovalOrder.LATECOMERS.plusSeconds(1));
    assertThat(file()).doesNotExist();
  }

  @Test
  void aSuccessorThatRestsGoesOn() {
    addBoth();
    plugins.begin(Removal.VM_CHANGED, "another machine");

    did.clear();
    start();
    plugins.onlySettingUp();
    addBoth();
    assertThat(did).containsExactly("core removes", "a removes VM_CHANGED", "b removes VM_CHANGED");
  }

  @Test
  void aPluginThatIsLeftOutOfAStartRemovesInTheNextOne() {
    start(Set.of("a"));
    addBoth();
    plugins.begin(Removal.VM_CHANGED, "another machine");
    hand.advance(RemovalOrder.LATECOMERS.plusSeconds(1));
    assertThat(did).doesNotContain("a removes VM_CHANGED");

    start();
    addBoth();
    assertThat(did).contains("a removes VM_CHANGED").containsOnlyOnce("b removes VM_CHANGED");
  }

  @Test
  void nothingBeginsThatCannotBeNoted() throws Exception {
    addBoth();
    did.clear();
    Files.writeString(root.resolve("state"), "a file");
    assertThatThrownBy(() -> plugins.begin(Removal.VM_CHANGED, "another machine"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("can't be noted");
    hand.settle();
    assertThat(did).isEmpty();
  }

  @Test
  void rubbishInTheFileIsNoRemoval() throws Exception {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "EVERYTHING\na\n");
    start();
    addBoth();
    assertThat(did).containsExactly("a plans", "b plans");
  }
}
