// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waagent.core.lane.HandLanes;
import org.waagent.host.HealthSink.Health;
import org.waagent.host.HostException;

class ReadyReportTest {
  private final HandLanes hand = new HandLanes();
  private final List<Health> told = new ArrayList<>();
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

  @Test
  void tellsThatTheMachineIsSetUpAndThenThatItIsReady() {
    ready.provisioning();
    hand.settle();
    assertThat(told).isEmpty();
    ready.goalStateKnown();
    hand.settle();
    ready.provisioning();
    hand.settle();
    assertThat(told).containsExactly(new Health.NotReady("Provisioning", "Starting"));
    assertThat(ready.state().accepted()).isEmpty();

    ready.provisioned();
    hand.settle();
    assertThat(told).last().isEqualTo(new Health.Ready());
    assertThat(ready.state().accepted()).isPresent();
  }

  @Test
  void tellsWhySettingUpFailedAndThatItWorkedLater() {
    ready.goalStateKnown();
    ready.failed("no medium");
    hand.settle();
    ready.failed("no medium");
    ready.failed("no user");
    hand.settle();
    ready.provisioned();
    hand.settle();
    ready.failed("too late to matter");
    hand.settle();

    assertThat(told)
        .containsExactly(
            new Health.NotReady("ProvisioningFailed", "no medium"),
            new Health.NotReady("ProvisioningFailed", "no user"),
            new Health.Ready());
  }

  @Test
  void stopsTellingWhatIsNotSoAnyMore() {
    refuse = true;
    ready.goalStateKnown();
    ready.provisioning();
    hand.settle();
    refuse = false;
    ready.provisioned();
    hand.advance(Duration.ofMinutes(10), Duration.ofSeconds(1));

    assertThat(told).containsExactly(new Health.Ready());
  }

  private void tell(Health health) throws HostException {
    attempts++;
    if (refuse) {
      throw new HostException(HostException.Kind.BUSY, "busy");
    }
    told.add(health);
  }
}
