// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Request;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.StatusDocument;

/** A slow extension holds up neither the status nor the next goal state. */
final class ResponsivenessTest {
  private static final String NAME = "Test.Slow";
  private static final Duration PERIOD = Duration.ofSeconds(3);
  private static final int SLEEP = 16;

  @RegisterExtension
  private final Scene scene = new Scene("Extensions.GoalStatePeriod=" + PERIOD.toSeconds());

  @Test
  void statusesGoUpAndTheNextGoalStateIsSeenWhileAnInstallSleeps() {
    Extension slow = scene.handler(NAME).on("install", "sleep " + SLEEP).extension().settings("{}");
    scene.host().publish(GoalState.of(slow));
    scene.agent().start();
    scene.trace().await(NAME + "-1.0.0 install 0", Scene.PATIENCE);
    Instant begun = Instant.now();
    int before = scene.host().statuses().size();

    Extension other = scene.handler("Test.Other").extension().settings("{}");
    String id = scene.host().publish(GoalState.of(slow, other));
    Instant published = Instant.now();
    String incarnation = id.substring(id.indexOf('_') + 1);
    int fetched = scene.host().requests(Route.EXTENSIONS_CONFIG).size();
    List<Request> fetches =
        scene.host().awaitRequests(Route.EXTENSIONS_CONFIG, fetched + 1, PERIOD.plusSeconds(1));
    assertThat(fetches.get(fetched).time()).isBefore(published.plus(PERIOD).plusSeconds(1));

    Instant end = begun.plusSeconds(SLEEP);
    Pause.of(Duration.between(Instant.now(), end.minusSeconds(1)));
    List<StatusDocument> meanwhile = scene.host().statuses();
    assertThat(scene.trace().commands()).containsExactly(NAME + "-1.0.0 install 0");
    assertThat(meanwhile.size() - before).as("statuses while it slept").isGreaterThanOrEqualTo(2);
    assertThat(meanwhile.get(meanwhile.size() - 1).agentStatus()).isEqualTo("Ready");

    StatusDocument status = scene.awaitSuccess("Test.Other", 0);
    assertThat(status.handler(NAME).hasSucceeded(0)).isTrue();
    assertThat(status.goalStateSequence()).isEqualTo(incarnation);
    assertThat(scene.trace().commands())
        .startsWith(NAME + "-1.0.0 install 0")
        .filteredOn(command -> command.contains("install"))
        .hasSize(2);
  }

  @Test
  void aCommandThatEndsIsNoticedAtOnce() {
    Extension[] ten = new Extension[10];
    for (int i = 0; i < ten.length; i++) {
      ten[i] = scene.handler("Test.Quick" + i).extension().settings("{}");
    }
    scene.agent().start();
    scene.host().awaitStatus(s -> true, Scene.PATIENCE);
    Instant published = Instant.now();
    scene.host().publish(GoalState.of(ten));

    StatusDocument status =
        scene
            .host()
            .awaitStatus(
                s -> s.handlers().stream().filter(h -> h.hasSucceeded(0)).count() == ten.length,
                Scene.PATIENCE);

    assertThat(scene.trace().commands()).hasSize(20);
    assertThat(Duration.between(published, status.time()))
        .as("four times what ten extensions may take, and one poll period")
        .isLessThan(Duration.ofSeconds(4 * 4 + 6));
  }
}
