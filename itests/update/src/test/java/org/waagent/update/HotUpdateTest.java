// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.agent.ShellHandler;
import org.waagent.azurehost.GoalState;

/** Bundles are replaced while the agent works, and nobody else notices. */
final class HotUpdateTest {
  private static final String QUICK = "Test.Quick";
  private static final String SLOW = "Test.Slow";

  @RegisterExtension private final UpdateScene scene = new UpdateScene();

  @Test
  void allOurBundlesAreReplacedWhileACommandRuns() throws Exception {
    ShellHandler quick = scene.handler(QUICK);
    // It ends once the test says so: how long an update takes is not known.
    ShellHandler slow =
        scene.handler(SLOW).on("enable", "while [ ! -e ../go ]; do sleep 0.1; done");
    scene.started();
    scene.host().publish(GoalState.of(quick.extension().settings("{}")));
    scene.awaitSuccess(QUICK, 0);
    scene
        .host()
        .publish(GoalState.of(quick.extension().settings("{}"), slow.extension().settings("{}")));
    scene.trace().await(slow.fullName() + " enable 0", UpdateScene.PATIENCE);
    List<String> before = scene.trace().commands();
    long pid = scene.pid();
    Gaps gaps = Gaps.from(scene.host());

    scene.install(scene.workshop().next("3.0.1", Ours.all())).isGood();

    gaps.hold();
    assertThat(scene.pid()).as("the same process").isEqualTo(pid);
    assertThat(scene.features().committed()).isNotEqualTo(Features.INSTALLED);
    scene.runsCommitted();
    assertThat(scene.host().lastStatus().orElseThrow().handler(SLOW).hasSucceeded(0))
        .as("the slow command is not over")
        .isFalse();
    Files.createFile(scene.lib("go"));
    scene.awaitSuccess(SLOW, 0);
    gaps.hold();
    assertThat(scene.trace().commands()).as("nothing was begun again").isEqualTo(before);
  }
}
