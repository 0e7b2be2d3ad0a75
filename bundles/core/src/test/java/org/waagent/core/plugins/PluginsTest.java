// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.waagent.core.lane.HandLanes;
import org.waagent.core.loop.TestGoalStates;
import org.waagent.plugin.AgentStart;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Removal;
import org.waagent.plugin.Wanted;

class PluginsTest {
  private static final PluginFacts FACTS = TestPlugin.facts();

  private final HandLanes hand = new HandLanes();
  private final List<String> applied = new ArrayList<>();
  private int changes;
  private final Plugins plugins =
      new Plugins(
          hand.lanes(),
          Wanted.nothing(new AgentStart("start")),
          () -> changes++,
          hand.log().logger());
  private Plan plan = Plan.nothing();
  private final TestPlugin plugin = new TestPlugin("kernel", wanted -> plan);

  @Test
  void plansANewPluginOnceAndNotAgainWithoutAReason() {
    add();
    hand.advance(Duration.ofMinutes(10), Duration.ofSeconds(1));
    assertThat(plugin.planned()).hasSize(1);
    assertThat(state().outcome()).hasValue(Outcome.done());
    assertThat(changes).isPositive();
  }

  @Test
  void plansAgainForWhatIsNewlyWanted() {
    add();
    Wanted wanted =
        new Wanted(new AgentStart("start"), Optional.of(TestGoalStates.of("2")), Optional.empty());
    plugins.want(wanted, "new goal state");
    hand.settle();
    assertThat(plugin.planned()).hasSize(2).endsWith(wanted);
    assertThat(state().settledFor()).hasValue(wanted);
    assertThat(state().why()).isEqualTo("new goal state");
  }

  @Test
  void plansAgainWhenAskedAndTakesSeveralRequestsAsOne() {
    add();
    plugins.ask("kernel", "a disk came");
    plugins.ask("kernel", "another disk came");
    plugins.ask("nobody", "a disk came");
    hand.settle();
    assertThat(plugin.planned()).hasSize(2);
  }

  private static Wanted goalState(String incarnation) {
    return new Wanted(
        new AgentStart("start"), Optional.of(TestGoalStates.of(incarnation)), Optional.empty());
  }

  @Test
  void tellsAPluginThatWorksThatSomethingNewerIsWanted() {
    plan =
        Plan.of(
            Change.of(
                "long",
                () -> {
                  plugins.ask("kernel", "a file changed");
                  plugins.replanAll("the configuration changed");
                  assertThat(plugin.timesOvertaken()).isZero();
                  plugins.want(goalState("2"), "new goal state");
                  assertThat(plugin.timesOvertaken()).isEqualTo(1);
                  plan = Plan.nothing();
                }));
    add();
    assertThat(plugin.planned()).hasSize(2).endsWith(goalState("2"));
    plugins.want(goalState("3"), "new goal state");
    assertThat(plugin.timesOvertaken()).as("it had nothing in hand").isEqualTo(1);
  }

  @Test
  void tellsAgainWhatCameWhileThePluginPlanned() {
    TestPlugin slow =
        new TestPlugin(
            "slow",
            wanted -> {
              if (wanted.goalState().isEmpty()) {
                plugins.want(goalState("2"), "new goal state");
              }
              return Plan.nothing();
            });
    plugins.add(slow, FACTS);
    hand.settle();
    assertThat(slow.timesOvertaken()).as("during and after plan").isEqualTo(2);
    assertThat(slow.planned()).hasSize(2);
  }

  @Test
  void showsWhatALongChangeSaysOfItselfNow() {
    String[] says = {"fetching"};
    plan =
        Plan.of(
            new Change() {
              @Override
              public String id() {
                return "long";
              }

              @Override
              public String description() {
                return says[0];
              }

              @Override
              public Outcome apply() {
                assertThat(state().work().orElseThrow().what()).isEqualTo("fetching");
                says[0] = "installing";
                assertThat(state().work().orElseThrow().what()).isEqualTo("installing");
                return Outcome.done();
              }
            });
    add();
    assertThat(state().outcome()).hasValue(Outcome.done());
    assertThat(state().work()).isEmpty();
  }

  @Test
  void appliesChangesInOrderAndLeavesOutWhatBuildsOnAFailure() {
    plan =
        Plan.of(
            change("first"),
            Change.of(
                "broken",
                () -> {
                  throw new IllegalStateException("no space");
                }),
            change("needs broken", "broken"),
            change("needs the left out", "needs broken"),
            change("independent", "first", "something that needed no change"));
    add();
    assertThat(applied).containsExactly("first", "independent");
    assertThat(state().outcome())
        .hasValue(new Outcome.Failed(Outcome.Failed.UNEXPECTED, "broken: no space"));
  }

  @Test
  void theFirstFailureIsTheOutcomeButAnEarlierTimeNamedStillCounts() {
    Instant soon = hand.clock().instant().plusSeconds(30);
    plan =
        Plan.of(
            outcome("later", new Outcome.RetryLater("busy", soon)),
            outcome("failed", new Outcome.Failed(7, "broken")),
            outcome("failed too", new Outcome.Failed(8, "broken")));
    add();
    assertThat(state().outcome()).hasValue(new Outcome.Failed(7, "broken"));
    assertThat(state().next()).hasValue(soon);
    hand.advance(Duration.ofSeconds(30));
    assertThat(plugin.planned()).hasSize(2);
  }

  @Test
  void theEarliestRetryWinsOverWhatRuns() {
    Instant now = hand.clock().instant();
    Outcome sooner = new Outcome.RetryLater("busy", now.plusSeconds(10));
    plan =
        Plan.of(
            outcome("runs", new Outcome.Running("on its way", now.plusSeconds(5))),
            outcome("later", new Outcome.RetryLater("busy", now.plusSeconds(20))),
            outcome("sooner", sooner));
    add();
    assertThat(state().outcome()).hasValue(sooner);
  }

  @Test
  void whatSettlesAnEmptyPlanIsTheOutcomeAndItsTimeIsKept() {
    Instant then = hand.clock().instant().plusSeconds(3);
    plan = Plan.nothing(new Outcome.Running("waits for a child", then));
    add();
    hand.advance(Duration.ofSeconds(2));
    assertThat(plugin.planned()).hasSize(1);
    plan = Plan.nothing();
    hand.advance(Duration.ofSeconds(1));
    assertThat(plugin.planned()).hasSize(2);
    assertThat(state().outcome()).hasValue(Outcome.done());
  }

  @Test
  void aTimeInThePastDoesNotMakeALoopWithoutARest() {
    plan = Plan.nothing(new Outcome.RetryLater("always", Instant.EPOCH));
    add();
    hand.advance(Duration.ofSeconds(10));
    assertThat(plugin.planned()).hasSize(11);
  }

  @Test
  void anExceptionOfPlanBecomesTheOutcomeAndTouchesNobodyElse() {
    TestPlugin broken =
        new TestPlugin(
            "broken",
            wanted -> {
              throw new IllegalArgumentException("of the test");
            });
    plugins.add(broken, FACTS);
    add();
    assertThat(runner("broken").state().outcome())
        .hasValue(new Outcome.Failed(Outcome.Failed.UNEXPECTED, "plan: of the test"));
    assertThat(state().outcome()).hasValue(Outcome.done());
  }

  @Test
  void keepsSinceWhenAnOutcomeStaysTheSameAndTellsItOnce() {
    plan = Plan.nothing(new Outcome.Failed(3, "no device"));
    add();
    Instant since = state().since().orElseThrow();
    hand.advance(Duration.ofSeconds(60));
    plugins.replanAll("the configuration changed");
    hand.settle();
    assertThat(state().since()).hasValue(since);
    assertThat(hand.log().lines()).filteredOn(line -> line.contains("no device")).hasSize(1);
  }

  @Test
  void aPluginThatLeftIsNotPlannedAgain() {
    plan = Plan.nothing(new Outcome.RetryLater("busy", hand.clock().instant().plusSeconds(5)));
    add();
    plugins.remove(plugin);
    hand.advance(Duration.ofSeconds(20));
    assertThat(plugin.planned()).hasSize(1);
    assertThat(plugins.runners()).isEmpty();
    assertThat(hand.clock().pending()).isZero();
  }

  @Test
  void ofTwoPluginsOfOneNameTheLaterCountsUntilItLeaves() {
    add();
    TestPlugin newer = new TestPlugin("kernel", wanted -> Plan.nothing());
    plugins.add(newer, FACTS);
    hand.settle();
    assertThat(plugins.runners()).hasSize(1);
    assertThat(runner("kernel").plugin()).isSameAs(newer);
    plugins.remove(newer);
    hand.settle();
    assertThat(runner("kernel").plugin()).isSameAs(plugin);
    assertThat(plugin.planned()).hasSize(2);
  }

  private void add() {
    plugins.add(plugin, FACTS);
    hand.settle();
  }

  private PluginState state() {
    return runner("kernel").state();
  }

  private PluginRunner runner(String name) {
    return plugins.runners().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }

  private Change change(String id, String... buildsOn) {
    return Change.of(id, () -> applied.add(id), buildsOn);
  }

  private static Change outcome(String id, Outcome outcome) {
    return new Change() {
      @Override
      public String id() {
        return id;
      }

      @Override
      public Outcome apply() {
        return outcome;
      }
    };
  }

  @Test
  void takesAwayWhatBelongsToAnotherMachineBeforeItPlansNext() {
    plugins.add(removing("kernel"), FACTS);
    hand.settle();
    applied.clear();
    plugins.begin(Removal.VM_CHANGED, "another machine");
    hand.settle();
    assertThat(applied).containsExactly("kernel removes VM_CHANGED", "kernel plans");
    plugins.replanAll("again");
    hand.settle();
    assertThat(applied)
        .containsExactly("kernel removes VM_CHANGED", "kernel plans", "kernel plans");
  }

  @Test
  void aPluginThatComesLaterTakesAwayTooButAReplacedOneNotAgain() {
    plugins.begin(Removal.VM_CHANGED, "another machine");
    Plugin late = removing("late");
    plugins.add(late, FACTS);
    hand.settle();
    plugins.remove(late);
    plugins.add(removing("late"), FACTS);
    hand.settle();
    assertThat(applied).containsExactly("late removes VM_CHANGED", "late plans", "late plans");
  }

  private Plugin removing(String name) {
    return new RemovingPlugin(name, applied::add);
  }
}
