// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waagent.agent.Agent.Answer;
import org.waagent.azurehost.ActiveFault;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Request;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.StatusDocument;

/** While the host is in trouble everything else goes on; soon after, it knows the newest. */
@Execution(ExecutionMode.CONCURRENT)
final class FaultsTest {
  private static final String QUICK = "Test.Quick";
  private static final String SLOW = "Test.Slow";
  private static final String NEWS = "changed during the fault";
  private static final Duration PERIOD = Duration.ofSeconds(6);
  private static final Duration FAULT = Duration.ofSeconds(Figures.isLong() ? 60 : 20);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(12);

  /** From the end of a fault until the newest status is there. */
  private static final Duration LIMIT = Duration.ofSeconds(8);

  @RegisterExtension
  private final Scene scene = new Scene("Extensions.GoalStatePeriod=" + PERIOD.toSeconds());

  @ParameterizedTest
  @EnumSource
  void theRestGoesOnAndTheNewestStatusComesSoonAfter(Trouble trouble) throws Exception {
    Extension quick = scene.handler(QUICK).extension().settings("{}");
    startWith(quick);
    Extension slow = extensionThatTakes(FAULT.toSeconds() / 2);
    scene.host().publish(GoalState.of(quick, slow));
    scene.trace().await(SLOW + "-1.0.0 enable 0", Scene.PATIENCE);

    ActiveFault fault = trouble.begin(scene.host());
    Instant begun = Instant.now();
    int statuses = scene.host().statuses().size();
    Pause.of(FAULT.dividedBy(3));
    writeNews();
    scene.host().publish(GoalState.of(quick.sequenceNumber(1), slow));
    Pause.of(FAULT.dividedBy(3));
    Answer answer = scene.agent().run("status");
    Pause.of(Duration.between(Instant.now(), begun.plus(FAULT)));
    List<StatusDocument> all = scene.host().statuses();
    fault.end();
    Instant end = Instant.now();
    StatusDocument newest = scene.awaitHandler(QUICK, 1);

    Duration took = Duration.between(end, newest.time());
    Figures.tell(trouble + ": the newest status came " + took.toMillis() + " ms after its end");
    assertThat(answer.out()).contains(trouble.word());
    meanwhile(trouble, all.subList(statuses, all.size()));
    assertThat(took).isLessThan(LIMIT.multipliedBy(Figures.PATIENCE));
  }

  private void meanwhile(Trouble trouble, List<StatusDocument> statuses) throws IOException {
    assertThat(scene.lib("slow-is-done")).as("what the running command did").isRegularFile();
    if (trouble.letsStatusesPass()) {
      assertThat(statuses).hasSizeGreaterThan((int) FAULT.dividedBy(PERIOD) - 2);
      Reports.areFresh(statuses);
      StatusDocument last = statuses.get(statuses.size() - 1);
      assertThat(last.handler(QUICK).extensionMessage()).isEqualTo(NEWS);
      assertThat(last.handler(SLOW).hasSucceeded(0)).isTrue();
    } else {
      assertThat(statuses).isEmpty();
    }
  }

  @Test
  void aThrottlingWireServerIsLeftAloneAsLongAsItAsks() throws Exception {
    startWith(scene.handler(QUICK).extension().settings("{}"));
    Request throttled = throttle(Route.GOAL_STATE);

    Request next =
        scene
            .host()
            .awaitRequest(
                r -> r.route() == Route.GOAL_STATE && r.number() > throttled.number(),
                Scene.PATIENCE);

    Duration pause = Duration.between(throttled.time(), next.time());
    Figures.tell("the goal state was asked for again after " + pause.toMillis() + " ms");
    // Timers may be a little early.
    assertThat(pause).isGreaterThan(RETRY_AFTER.minusMillis(500));
  }

  @Test
  void aThrottlingHostPluginIsSentNoStatusAsLongAsItAsks() throws Exception {
    startWith(scene.handler(QUICK).extension().settings("{}"));
    Request throttled = throttle(Route.STATUS);

    Reports.awaitFresh(scene.host(), 1, Scene.PATIENCE);
    Pause.of(Duration.between(Instant.now(), throttled.time().plus(RETRY_AFTER).minusMillis(500)));

    assertThat(scene.host().requests(Route.STATUS))
        .last()
        .extracting(Request::number)
        .isEqualTo(throttled.number());
  }

  private Request throttle(Route route) {
    scene.host().fault(route, Fault.status(503).retryAfter(RETRY_AFTER).times(1));
    return scene
        .host()
        .awaitRequest(r -> r.route() == route && r.fault().isPresent(), Scene.PATIENCE);
  }

  private void startWith(Extension quick) {
    scene.host().publish(GoalState.of(quick));
    scene.agent().start();
    scene.awaitSuccess(QUICK, 0);
  }

  private Extension extensionThatTakes(long seconds) {
    String work = "sleep " + seconds + "; touch ../slow-is-done";
    return scene.handler(SLOW).on("enable", work).extension().settings("{}");
  }

  /** As the extension itself would do it, whole or not at all. */
  private void writeNews() throws IOException {
    String text = scene.text(QUICK + "-1.0.0", "status", "0.status");
    Files.writeString(
        scene.lib(QUICK + "-1.0.0", "status", "next"), text.replace("enabled 0", NEWS));
    Files.move(
        scene.lib(QUICK + "-1.0.0", "status", "next"),
        scene.lib(QUICK + "-1.0.0", "status", "0.status"),
        StandardCopyOption.ATOMIC_MOVE);
  }
}
