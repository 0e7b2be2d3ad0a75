// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waagent.azurehost.GoalState;

/** A new version that is no good is taken back, says why, and does no harm meanwhile. */
@Execution(ExecutionMode.CONCURRENT)
final class BadVersionsTest {
  private static final String NAME = "Test.Bystander";
  private static final String NEXT = "3.0.1";

  @RegisterExtension private final UpdateScene scene = new UpdateScene();

  @ParameterizedTest
  @EnumSource
  void goesBackAndTheMainJobGoesOn(BadVersion bad) throws Exception {
    settled();
    long pid = scene.pid();
    Gaps gaps = Gaps.from(scene.host());

    Past past = scene.install(scene.workshop().withTrial(NEXT, bad.name()));

    past.failedIn(bad.step(), bad.word());
    unharmed(past, gaps);
    assertThat(scene.pid() == pid)
        .as("the process is still the same")
        .isEqualTo(bad.back() == BadVersion.Back.IN_PLACE);
  }

  @Test
  void whatDoesNotResolveIsNotStarted() throws Exception {
    settled();
    Gaps gaps = Gaps.from(scene.host());

    Past past =
        scene.install(
            scene
                .workshop()
                .next(NEXT, "telemetry", Rejar.version(NEXT).importing("com.example.nowhere")));

    past.failedIn("RESOLVE", "com.example.nowhere");
    unharmed(past, gaps);
  }

  private void settled() {
    scene.started();
    scene.host().publish(GoalState.of(scene.handler(NAME).extension().settings("{}")));
    scene.awaitSuccess(NAME, 0);
  }

  /** The version before runs, whole, and whoever asks is told why the other one does not. */
  private void unharmed(Past past, Gaps gaps) throws Exception {
    assertThat(scene.features().committed()).isEqualTo(Features.INSTALLED);
    scene.runsCommitted();
    assertThat(scene.features().problems()).isEmpty();
    String told = scene.agent().run("features", "list").out();
    assertThat(told).contains(NEXT).contains(past.reason().substring(0, 20));
    scene
        .host()
        .publish(GoalState.of(scene.handler(NAME).extension().settings("{}").sequenceNumber(1)));
    scene.awaitSuccess(NAME, 1);
    gaps.hold();
  }
}
