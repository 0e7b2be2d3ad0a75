// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.waagent.core.lane.HandLanes;
import org.waagent.goalstate.GoalState;
import org.waagent.host.GoalStateSource;
import org.waagent.host.GoalStateSource.Document;
import org.waagent.host.GoalStateSource.Fetch;
import org.waagent.host.GoalStateSource.Polled;
import org.waagent.host.HostException;

class GoalStateLoopTest {
  private final HandLanes hand = new HandLanes();
  private final List<Fetch> polls = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private Duration period = Duration.ofSeconds(6);
  private HostException failure;
  private boolean fresh = true;
  private final GoalStateLoop loop =
      new GoalStateLoop(
          this::poll,
          hand.clock(),
          hand.lanes().lane("loop"),
          () -> period,
          listener(),
          hand.log().logger());

  @Test
  void pollsAtOnceAndThenEachPeriod() {
    loop.start();
    hand.settle();
    assertThat(polls).hasSize(1);
    hand.advance(Duration.ofSeconds(5));
    assertThat(polls).hasSize(1);
    hand.advance(Duration.ofSeconds(1));
    assertThat(polls).hasSize(2);
    hand.advance(Duration.ofSeconds(60));
    assertThat(polls).hasSize(12);
  }

  @Test
  void aSecondStartDoesNotPollTwice() {
    loop.start();
    loop.start();
    hand.advance(Duration.ofSeconds(6));
    assertThat(polls).hasSize(2);
  }

  @Test
  void aNewPeriodCountsFromTheNextPollOn() {
    loop.start();
    hand.settle();
    period = Duration.ofSeconds(30);
    hand.advance(Duration.ofSeconds(36));
    assertThat(polls).hasSize(3);
  }

  @Test
  @Tag("D1")
  @Tag("D12")
  void keepsThePeriodWhilePollsFailAndTellsThreeThenOneEachSixHours() {
    failure = new HostException(HostException.Kind.UNREACHABLE, "no answer");
    loop.start();
    hand.advance(Duration.ofMinutes(1), Duration.ofSeconds(1));
    assertThat(polls).hasSize(11);
    assertThat(loop.polls().failures()).isEqualTo(11);
    assertThat(loop.polls().lastError()).hasValue("no answer");
    assertThat(hand.log().lines()).hasSize(3).allMatch(line -> line.startsWith("WARN Error"));
    hand.advance(Duration.ofHours(6), Duration.ofSeconds(3));
    assertThat(hand.log().lines()).hasSize(4);
    failure = null;
    hand.advance(Duration.ofSeconds(6));
    assertThat(loop.polls().failures()).isZero();
    assertThat(hand.log().lines().get(4)).startsWith("INFO Fetching the goal state recovered");
  }

  @Test
  void anExceptionThatIsABugDoesNotEndTheLoop() {
    GoalStateLoop broken =
        new GoalStateLoop(
            how -> {
              polls.add(how);
              throw new IllegalStateException("a bug");
            },
            hand.clock(),
            hand.lanes().lane("broken"),
            () -> period,
            listener(),
            hand.log().logger());
    broken.start();
    hand.advance(Duration.ofSeconds(12));
    assertThat(polls).hasSize(3);
    assertThat(broken.polls().lastError()).hasValue("a bug");
  }

  @Test
  void aRefreshFetchesEverythingOnce() {
    loop.start();
    hand.settle();
    loop.refresh();
    hand.advance(Duration.ofSeconds(12));
    assertThat(polls).containsExactly(Fetch.CHANGES, Fetch.EVERYTHING, Fetch.CHANGES);
  }

  @Test
  void aRefreshIsAskedForAgainUntilItWorked() {
    loop.start();
    hand.settle();
    loop.refresh();
    failure = new HostException(HostException.Kind.BUSY, "later");
    hand.advance(Duration.ofSeconds(6));
    failure = null;
    hand.advance(Duration.ofSeconds(12));
    assertThat(polls)
        .containsExactly(Fetch.CHANGES, Fetch.EVERYTHING, Fetch.EVERYTHING, Fetch.CHANGES);
  }

  @Test
  void tellsWhatIsNewAndWhatIsNot() {
    loop.start();
    hand.settle();
    fresh = false;
    hand.advance(Duration.ofSeconds(6));
    assertThat(heard).containsExactly("fresh 1", "polled", "unchanged 1", "polled");
  }

  @Test
  void stopsPollingWhenStopped() {
    loop.start();
    hand.settle();
    loop.stop();
    hand.advance(Duration.ofMinutes(1), Duration.ofSeconds(1));
    assertThat(polls).hasSize(1);
  }

  private Polled poll(Fetch how) throws HostException {
    polls.add(how);
    if (failure != null) {
      throw failure;
    }
    GoalState goalState = TestGoalStates.of("1");
    return fresh
        ? new GoalStateSource.Polled.Fresh(goalState, List.of())
        : new GoalStateSource.Polled.Unchanged(goalState);
  }

  private GoalStateLoop.Listener listener() {
    return new GoalStateLoop.Listener() {
      @Override
      public void fresh(GoalState goalState, List<Document> documents) {
        heard.add("fresh " + goalState.incarnation());
      }

      @Override
      public void unchanged(GoalState goalState) {
        heard.add("unchanged " + goalState.incarnation());
      }

      @Override
      public void unread(List<GoalStateSource.Unread> unread) {
        unread.forEach(one -> heard.add("unread " + one.tag()));
      }

      @Override
      public void polled() {
        heard.add("polled");
      }
    };
  }
}
