// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.waagent.core.lane.HandLanes;
import org.waagent.core.plugins.Plugins;
import org.waagent.core.plugins.TestPlugin;
import org.waagent.plugin.AgentStart;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Wanted;

class ConditionKeeperTest {
  private final HandLanes hand = new HandLanes();
  private final Plugins plugins =
      new Plugins(hand.lanes(), Wanted.nothing(new AgentStart("s")), () -> {}, hand.log().logger());
  private final Set<String> declared = new HashSet<>();
  private final List<String> published = new ArrayList<>();
  private final ConditionKeeper keeper =
      new ConditionKeeper(plugins::runners, this::owned, published::add, hand.log().logger());

  @Test
  void publishesAtOnceWhatNobodyOwns() {
    keeper.look();
    assertThat(published).containsExactly("network-ready", "provisioned", "resource-disk-mounted");
    assertThat(keeper.waitingFor()).isEmpty();
  }

  @Test
  void waitsForAnOwnerThatIsOnlyInstalled() {
    declared.add("provisioned");
    keeper.look();
    assertThat(published).containsExactly("network-ready", "resource-disk-mounted");
    assertThat(keeper.waitingFor()).containsExactly("provisioned");
  }

  @Test
  void waitsForAnOutcomeThatStandsWhateverItIs() {
    List<Outcome> next =
        new ArrayList<>(
            List.of(
                new Outcome.RetryLater("busy", Instant.MAX.minusSeconds(1)),
                new Outcome.Failed(1, "no medium")));
    TestPlugin owner = new TestPlugin("provisioning", w -> Plan.nothing(next.remove(0)));
    plugins.add(owner, TestPlugin.facts("provisioned"));
    keeper.look();
    assertThat(published).doesNotContain("provisioned");
    plugins.replanAll("again");
    assertThat(published).doesNotContain("provisioned");
    runOnce();
    keeper.look();
    assertThat(published).doesNotContain("provisioned");
    plugins.replanAll("again");
    runOnce();
    keeper.look();
    assertThat(published).contains("provisioned");
  }

  @Test
  void publishesEachOnceAndGoesOnWithoutTheOwner() {
    TestPlugin owner = new TestPlugin("provisioning", w -> Plan.nothing());
    plugins.add(owner, TestPlugin.facts("provisioned"));
    runOnce();
    keeper.look();
    plugins.remove(owner);
    declared.add("provisioned");
    keeper.look();
    assertThat(published).hasSize(3).doesNotHaveDuplicates();
  }

  private void runOnce() {
    hand.settle();
  }

  private Set<String> owned(Set<String> ids) {
    Set<String> found = new HashSet<>(declared);
    found.retainAll(ids);
    return found;
  }
}
