// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.waagent.core.lane.HandLanes;
import org.waagent.host.HostException;

class ReadyReportTest {
  private final HandLanes hand = new HandLanes();
  private int attempts;
  private boolean refuse;
  private final ReadyReport ready =
      new ReadyReport(
          this::tell, hand.lanes().lane("health"), hand.clock(), () -> {}, hand.log().logger());

  @Test
  void needsBothAGoalStateAndAMachineThatIsSetUp() {
    ready.goalStateKnown();
    hand.settle();
    assertThat(attempts).isZero();
    ready.provisioned();
    hand.settle();
    assertThat(attempts).isEqualTo(1);
    assertThat(ready.state().accepted()).isPresent();
  }

  @Test
  void isToldOnceHoweverManyGoalStatesFollow() {
    ready.provisioned();
    ready.goalStateKnown();
    ready.goalStateKnown();
    hand.settle();
    ready.goalStateKnown();
    hand.advance(Duration.ofMinutes(10), Duration.ofSeconds(1));
    assertThat(attempts).isEqualTo(1);
  }

  @Test
  void isTriedAgainMoreAndMoreSeldomUntilItIsAccepted() {
    refuse = true;
    ready.provisioned();
    ready.goalStateKnown();
    hand.advance(Duration.ofMinutes(2), Duration.ofSeconds(1));
    assertThat(attempts).isBetween(4, 7);
    assertThat(ready.state().error()).hasValue("busy");
    refuse = false;
    hand.advance(Duration.ofMinutes(6), Duration.ofSeconds(1));
    assertThat(ready.state().accepted()).isPresent();
    assertThat(hand.log().lines()).hasSize(2);
  }

  private void tell() throws HostException {
    attempts++;
    if (refuse) {
      throw new HostException(HostException.Kind.BUSY, "busy");
    }
  }
}
