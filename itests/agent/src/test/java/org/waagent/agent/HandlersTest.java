// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.ExtensionPackage;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HandlerStatus;
import org.waagent.azurehost.StatusDocument;

/** Handlers that behave as real ones do, side by side in one goal state. */
@Tag("V2")
final class HandlersTest {
  private static final String GO = "Test.Go";
  private static final String PYTHON = "Test.Python";
  private static final String FAILED = "Test.PythonFailed";
  private static final String LONG = "Test.Long";

  /** Says how far it is, and goes on when the test lets it. */
  private static final String STEPS =
      """
      for step in 1 2 3; do
        printf '%%s' '[{"version": 1.0, "timestampUTC": "2026-01-01T00:00:00Z", "status": {' \\
          '"name": "Long", "operation": "Enable", "status": "transitioning", "code": 0,' \\
          '"substatus": [{"name": "step", "status": "transitioning", "code": '$step',' \\
          '"formattedMessage": {"lang": "en-US", "message": "step '$step'"}}],' \\
          '"formattedMessage": {"lang": "en-US", "message": "works"}}}]' > status/$seq.status
        while [ ! -e "%1$s/after.$step" ]; do sleep 0.1; done
      done
      """;

  @RegisterExtension private final Scene scene = new Scene();

  @Test
  void oneThatAnswersAtOnceAndWorksInTheBackground() throws IOException {
    publish(packaged(GO, "golike").settings("{\"do\": \"it\"}"));
    StatusDocument status = scene.host().awaitStatus(s -> begun(s.handler(GO)), Scene.PATIENCE);
    assertThat(status.handler(GO).isReady()).as("enable has answered").isTrue();

    Files.createFile(logs(GO).resolve("go"));
    status = scene.awaitSuccess(GO, 0);
    assertThat(status.handler(GO).extensionMessage()).isEqualTo("worked 0");

    scene.agent().stop();
    scene.agent().start();
    Pause.until("it is enabled again", Scene.PATIENCE, () -> log(GO).contains("nothing new in 0"));
    scene.host().publish(GoalState.of(packaged(GO, "golike").settings("{}").sequenceNumber(1)));
    status = scene.awaitSuccess(GO, 1);

    assertThat(status.handler(GO).extensionMessage()).isEqualTo("worked 1");
    assertThat(log(GO))
        .containsExactly(
            "install 0",
            "enable 0",
            "answered 0",
            "work 0",
            "worked 0",
            "enable 0",
            "nothing new in 0",
            "enable 1",
            "answered 1",
            "work 1",
            "worked 1");
  }

  @Test
  @Tag("D33")
  void onesInPythonWithVersionsAsTextAndFailedForError() {
    assumeTrue(Programs.has("python3"), "needs python3");
    publish(
        packaged(PYTHON, "pythonlike").settings("{}"),
        packaged(FAILED, "pythonlike").settings("{\"fail\": \"that\"}"));

    StatusDocument status = scene.awaitSuccess(PYTHON, 0);
    HandlerStatus failed = status.handler(FAILED);

    assertThat(status.handler(PYTHON).extensionMessage()).isEqualTo("did 0");
    assertThat(failed.isReady()).as("its command did not fail").isTrue();
    assertThat(failed.extensionStatus()).isEqualTo("error");
    assertThat(failed.extensionCode()).isEqualTo(51);
    assertThat(failed.extensionMessage()).isEqualTo("could not do that");
  }

  @Test
  void oneThatTellsHowFarItIs() throws IOException {
    Path trace = scene.trace().folder();
    publish(scene.handler(LONG).on("enable", STEPS.formatted(trace)).extension().settings("{}"));

    for (int step = 1; step <= 3; step++) {
      String message = "step " + step;
      scene.host().awaitStatus(s -> substatus(s).equals(List.of(message)), Scene.PATIENCE);
      Files.createFile(trace.resolve("after." + step));
    }
    StatusDocument status = scene.awaitSuccess(LONG, 0);

    assertThat(substatus(status)).isEmpty();
    assertThat(scene.trace().commands())
        .containsExactly(LONG + "-1.0.0 install 0", LONG + "-1.0.0 enable 0");
  }

  private static boolean begun(HandlerStatus handler) {
    return handler.isReady()
        && handler.extensionStatus().equals("transitioning")
        && handler.extensionMessage().equals("begun 0");
  }

  private static List<String> substatus(StatusDocument status) {
    List<String> messages = new ArrayList<>();
    status
        .handler(LONG)
        .substatuses()
        .forEach(
            s -> messages.add(s.getAsJsonObject("formattedMessage").get("message").getAsString()));
    return messages;
  }

  private void publish(Extension... extensions) {
    scene.host().publish(GoalState.of(extensions));
    scene.agent().start();
  }

  private static Extension packaged(String name, String folder) {
    Path root = Scene.root().resolve("itests/agent/src/test/resources/handlers");
    return Extension.named(name).publishing("1.0.0", ExtensionPackage.folder(root.resolve(folder)));
  }

  private Path logs(String name) {
    return scene.agent().extensionLogs().resolve(name);
  }

  private List<String> log(String name) {
    try {
      return Files.readAllLines(logs(name).resolve("handler.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
