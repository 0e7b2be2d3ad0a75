// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.agent.Pause;
import org.waagent.agent.ShellHandler;
import org.waagent.azurehost.GoalState;

/** What other bundles are wired to is replaced by a restart, which the agent makes itself. */
final class StagedSetTest {
  private static final String NAME = "Test.Bystander";

  @RegisterExtension private final UpdateScene scene = new UpdateScene();

  private ShellHandler handler;

  @BeforeEach
  void start() {
    handler = scene.handler(NAME);
    scene.started();
    scene.host().publish(GoalState.of(handler.extension().settings("{}")));
    scene.awaitSuccess(NAME, 0);
  }

  @Test
  void anotherApiIsTakenAtARestart() throws Exception {
    long pid = scene.pid();

    scene.install(scene.workshop().next("3.0.1", "api", "telemetry")).isGood();

    assertThat(scene.pid()).as("the process").isNotEqualTo(pid);
    assertThat(scene.features().committed()).isNotEqualTo(Features.INSTALLED);
    assertThat(scene.features().staged()).isEmpty();
    scene.runsCommitted();
    scene.host().awaitStatus(s -> s.agentVersion().equals("3.0.1"), UpdateScene.PATIENCE);
    Pause.until(
        "a restart enables once more",
        UpdateScene.PATIENCE,
        () -> scene.trace().commands().size() == 3);
    assertThat(scene.trace().commands()).endsWith(handler.fullName() + " enable 0");
  }

  @Test
  void anotherLauncherAndFrameworkAreTakenAtARestart() throws Exception {
    long pid = scene.pid();
    String version = "7.77.0";
    Edition next = scene.workshop().next("3.0.1", "telemetry").on(version);
    Path launcher = launchers().talking(scene.folder().resolve("lib/launcher.jar"));
    Path framework = scene.folder().resolve("lib/felix.jar");
    Rejar.version(version).write(UpdateScene.installation().resolve("lib/felix.jar"), framework);

    scene.install(scene.workshop().pack(next, launcher, framework)).isGood();

    assertThat(scene.pid()).as("the process").isNotEqualTo(pid);
    // Of bundles.list: the launcher and the framework among them.
    scene.runsCommitted();
    assertThat(scene.features().bundles()).hasSize(next.jars().size() + 2);
    assertThat(scene.agent().run("version").out())
        .contains("waagent-3.0.1" + OtherLauncher.OTHER_WORD);
    scene.host().awaitStatus(s -> s.agentVersion().equals("3.0.1"), UpdateScene.PATIENCE);

    scene.after(() -> scene.agent().run("features", "rollback")).isGood();

    scene.runsCommitted();
    assertThat(scene.features().committed()).isEqualTo(Features.INSTALLED);
    assertThat(scene.agent().run("version").out()).contains("waagent-3.0.0" + OtherLauncher.WORD);
  }

  @Test
  void aLauncherThatBreaksGoesBackByItself() throws Exception {
    Set<Path> good = scene.running().bundles();
    Path launcher = launchers().broken(scene.folder().resolve("lib/launcher.jar"));
    Path framework = UpdateScene.installation().resolve("lib/felix.jar");

    Past past =
        scene.install(scene.workshop().pack(scene.workshop().next("3.0.1"), launcher, framework));

    assertIsBack(past, good);
  }

  @Test
  void aLauncherThatHangsGoesBackByItself() throws Exception {
    Set<Path> good = scene.running().bundles();
    scene.agent().close();
    // Of the ninety seconds that a start has otherwise.
    scene.with(Map.of("WAAGENT_JVM_FLAGS", "-Dwaagent.trial.seconds=3")).started();
    Path launcher = launchers().hanging(scene.folder().resolve("lib/launcher.jar"));
    Path framework = UpdateScene.installation().resolve("lib/felix.jar");

    Past past =
        scene.install(scene.workshop().pack(scene.workshop().next("3.0.1"), launcher, framework));

    assertIsBack(past, good);
  }

  /** Three starts came to nothing, and the set before works as it did. */
  private void assertIsBack(Past past, Set<Path> good) throws Exception {
    assertThat(past.reason()).contains("3 starts");
    assertThat(scene.features().committed()).isEqualTo(Features.INSTALLED);
    assertThat(scene.features().staged()).isEmpty();
    long statuses = scene.host().statusCount();
    Pause.until("a status", UpdateScene.PATIENCE, () -> scene.host().statusCount() > statuses);
    assertThat(scene.running().bundles()).isEqualTo(good);
  }

  private static OtherLauncher launchers() {
    return new OtherLauncher(UpdateScene.installation());
  }

  @Test
  @Tag("D48")
  void aSetThatCannotStartGoesBackByItself() throws Exception {
    Set<Path> good = scene.running().bundles();
    // All others need the api: nothing of it can start, the updater included.
    Edition deaf =
        scene
            .workshop()
            .next("3.0.1", "api", Rejar.version("3.0.1").importing("com.example.nowhere"));

    Past past = scene.install(deaf);

    assertIsBack(past, good);
    assertThat(scene.agent().run("features", "list").out()).contains("3.0.1");
  }
}
