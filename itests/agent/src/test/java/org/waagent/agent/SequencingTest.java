// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HandlerStatus;
import org.waagent.azurehost.HostOptions;
import org.waagent.azurehost.Settings;
import org.waagent.azurehost.StatusDocument;

/** Extensions that depend on others, through both channels. */
@Tag("D35")
@Tag("V5")
final class SequencingTest {
  private static final String FIRST = "Test.First";
  private static final String SECOND = "Test.Second";
  private static final String BESIDE = "Test.Beside";
  private static final String THIRD = "Test.Third";
  private static final String MANY = "Test.Many";
  private static final String FREE = "Test.Free";
  private static final String SKIPPED =
      "Skipping processing of extensions since execution of dependent extension %s failed";

  /** A status that waits for the test, and then is what it shall be. */
  private static final String LATER =
      """
      printf '%%s' '[{"version": 1.0, "timestampUTC": "2026-01-01T00:00:00Z", "status": {' \\
        '"name": "S", "status": "transitioning"}}]' > status/$seq.status
      ( while [ ! -e "%1$s/go" ]; do sleep 0.1; done
        printf '%%s' '[{"version": 1.0, "timestampUTC": "2026-01-01T00:00:00Z", "status": {' \\
          '"name": "S", "status": "%2$s"}}]' > status/next
        mv status/next status/$seq.status ) &
      exit 0
      """;

  @RegisterExtension private final Scene scene = new Scene(HostOptions.defaults().withVmSettings());

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoDependsOnAnotherWaitsUntilItSaysThatItIsDone(boolean fastTrack) throws IOException {
    publish(
        fastTrack,
        leveled(THIRD, 3),
        scene.handler(FIRST).on("enable", later("success")).extension().settings("{}").level(1),
        leveled(SECOND, 2),
        leveled(BESIDE, 2),
        scene.handler(FREE).extension());
    scene.agent().start();
    scene.host().awaitStatus(s -> s.handler(FIRST).isReady(), Scene.PATIENCE);
    Reports.awaitFresh(scene.host(), 2, Scene.PATIENCE);
    assertThat(scene.trace().commands())
        .as("while the first one works")
        .noneMatch(c -> c.startsWith(SECOND) || c.startsWith(BESIDE) || c.startsWith(THIRD))
        .contains(FREE + "-1.0.0 enable 0");

    Files.createFile(scene.trace().folder().resolve("go"));
    scene.awaitSuccess(THIRD, 0);

    List<String> enabled =
        scene.trace().commands().stream().filter(c -> c.endsWith(" enable 0")).toList();
    assertThat(enabled).hasSize(5).last().isEqualTo(THIRD + "-1.0.0 enable 0");
    assertThat(enabled.subList(0, 2))
        .containsExactlyInAnyOrder(FIRST + "-1.0.0 enable 0", FREE + "-1.0.0 enable 0");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoDependsOnOneThatSaysItFailedIsSkippedAndToldSo(boolean fastTrack) throws IOException {
    Files.createFile(scene.trace().folder().resolve("go"));
    Extension many =
        scene
            .handler(MANY)
            .with("supportsMultipleExtensions", new JsonPrimitive(true))
            .extension()
            .config("early", Settings.of("{}").level(1))
            .config("late", Settings.of("{}").level(3));
    publish(
        fastTrack,
        scene.handler(FIRST).on("enable", later("error")).extension().settings("{}").level(2),
        many,
        leveled(THIRD, 4),
        leveled(FREE, 0));
    scene.agent().start();
    StatusDocument status =
        scene
            .host()
            .awaitStatus(
                s ->
                    s.goalStateSucceeded()
                        && s.handler(THIRD).isPresent()
                        && s.handler(FIRST).extensionStatus().equals("error")
                        && s.handler(MANY, "late").extensionStatus().equals("error"),
                Scene.PATIENCE);

    String why = "Dependent Extension " + FIRST + "-1.0.0 did not succeed. Status was error";
    notReady(status.handler(THIRD), why);
    HandlerStatus late = status.handler(MANY, "late");
    assertThat(late.isReady()).as("the handler itself is well").isTrue();
    assertThat(late.extensionCode()).isEqualTo(-1);
    assertThat(late.extensionMessage()).contains(why);
    assertThat(status.handler(MANY, "early").hasSucceeded(0)).isTrue();
    assertThat(status.handler(FREE).hasSucceeded(0)).isTrue();
    assertThat(scene.trace().commands())
        .noneMatch(c -> c.startsWith(THIRD) || c.contains(" enable late."));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFailedCommandFailsWhoeverDependsOnItUntilTheNextGoalState(boolean fastTrack) {
    String once = "test -e ../tried || { touch ../tried; exit 3; }";
    Extension first = scene.handler(FIRST).on("install", once).extension().settings("{}").level(1);
    publish(fastTrack, first, leveled(SECOND, 2), leveled(THIRD, 3));
    scene.agent().start();
    StatusDocument status =
        scene
            .host()
            .awaitStatus(
                s ->
                    s.goalStateSucceeded()
                        && s.handler(THIRD).code() == -1
                        && s.handler(SECOND).code() == -1,
                Scene.PATIENCE);

    assertThat(status.handler(FIRST).code()).isEqualTo(1007);
    notReady(status.handler(SECOND), SKIPPED.formatted(FIRST + "-1.0.0"));
    notReady(status.handler(THIRD), SKIPPED.formatted(FIRST + "-1.0.0"));
    publish(fastTrack, first, leveled(SECOND, 2), leveled(THIRD, 3));
    scene.awaitSuccess(THIRD, 0);

    List<String> enabled =
        scene.trace().commands().stream().filter(c -> c.endsWith(" enable 0")).toList();
    assertThat(enabled)
        .containsExactly(
            FIRST + "-1.0.0 enable 0", SECOND + "-1.0.0 enable 0", THIRD + "-1.0.0 enable 0");
  }

  private static void notReady(HandlerStatus handler, String message) {
    assertThat(handler.status()).isEqualTo("NotReady");
    assertThat(handler.code()).isEqualTo(-1);
    assertThat(handler.message()).isEqualTo(message);
  }

  private String later(String status) {
    return LATER.formatted(scene.trace().folder(), status);
  }

  private Extension leveled(String name, int level) {
    return scene.handler(name).extension().settings("{}").level(level);
  }

  private void publish(boolean fastTrack, Extension... extensions) {
    GoalState goal = GoalState.of(extensions);
    scene.host().publish(fastTrack ? goal.throughFastTrack() : goal);
  }
}
