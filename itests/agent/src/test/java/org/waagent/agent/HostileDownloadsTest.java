// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.ActiveFault;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HandlerStatus;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.StatusDocument;

/** New versions whose packages are spoiled or forged, while the old ones are in use. */
@Tag("D21")
@Tag("D22")
final class HostileDownloadsTest {
  private static final String GOOD = "Test.Good";
  private static final String ENDLESS = "Test.Endless";
  private static final int REFUSED = 1001;

  /** Fetching may be tried again with pauses before it counts as failed. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @RegisterExtension private final Scene scene = new Scene();

  @Test
  void areRefusedWithTheReasonAndALaterGoodOneIsTaken() throws IOException {
    settle(Stream.of(BadZip.values()).map(bad -> old(bad).extension()).toList(), "1.0.0", 0);
    List<String> before = scene.trace().commands();

    scene.host().publish(goal(Stream.of(BadZip.values()).map(this::spoiled).toList(), 1));
    StatusDocument status =
        scene
            .host()
            .awaitStatus(
                s ->
                    s.goalStateSucceeded()
                        && s.handler(GOOD).hasSucceeded(1)
                        && EnumSet.allOf(BadZip.class).stream().allMatch(bad -> refused(s, bad)),
                PATIENCE);

    for (BadZip bad : BadZip.values()) {
      tells(bad, status.handler(name(bad)));
      theOldOneIsUntouched(name(bad));
    }
    assertThat(scene.trace().commands().subList(before.size(), before.size() + 1))
        .as("only the good one is enabled")
        .isEqualTo(List.of(GOOD + "-1.0.0 enable 1"));
    assertThat(Path.of("/tmp/waagent-slipped")).doesNotExist();
    assertThat(everywhere()).noneMatch(path -> path.getFileName().toString().equals("slipped"));

    settle(Stream.of(BadZip.values()).map(this::mended).toList(), "2.0.0", 2);
    assertThat(scene.agent().libNames()).noneMatch(name -> name.endsWith(".zip"));
    assertThat(unpacking()).isEmpty();
  }

  /** A package may have 1 GiB, which each of two ways is let bring. */
  @Test
  @EnabledIfSystemProperty(named = "waagent.long", matches = "true")
  void oneWithoutEndIsGivenUp() throws IOException {
    ShellHandler old = scene.handler(ENDLESS);
    settle(List.of(old.extension()), "1.0.0", 0);
    ActiveFault fault =
        scene.host().fault(Set.of(Route.PACKAGE, Route.EXTENSION_ARTIFACT), Fault.endless());
    ShellHandler next = old.version("2.0.0");
    Extension newer = next.extension().publishing("1.0.0", old.zip());
    scene.host().publish(goal(List.of(newer), 1));
    StatusDocument status =
        scene.host().awaitStatus(s -> s.handler(ENDLESS).code() == REFUSED, PATIENCE);

    assertThat(status.handler(ENDLESS).message())
        .startsWith("Failed to download artifacts: ")
        .containsIgnoringCase("large");
    theOldOneIsUntouched(ENDLESS);
    assertThat(scene.agent().libNames()).noneMatch(name -> name.endsWith(".zip"));
    fault.end();
    settle(List.of(newer), "2.0.0", 2);
  }

  private static void tells(BadZip bad, HandlerStatus handler) {
    assertThat(handler.isReady()).as(bad.name()).isFalse();
    assertThat(handler.version()).as(bad.name()).isEqualTo("2.0.0");
    assertThat(handler.message())
        .as(bad.name())
        .startsWith("Failed to download artifacts: ")
        .contains(name(bad) + "__2.0.0.zip")
        .containsIgnoringCase(bad.reason());
  }

  private void theOldOneIsUntouched(String name) throws IOException {
    assertThat(scene.text(name + "-1.0.0", "config", "HandlerState")).isEqualTo("Enabled");
    assertThat(scene.lib(name + "-1.0.0", ShellHandler.SCRIPT)).isRegularFile();
    assertThat(scene.lib(name + "-1.0.0", "status", "0.status")).isRegularFile();
    assertThat(scene.lib(name + "-2.0.0", "bin")).doesNotExist();
  }

  private static boolean refused(StatusDocument status, BadZip bad) {
    return status.handler(name(bad)).code() == REFUSED;
  }

  private static String name(BadZip bad) {
    return "Test." + bad.name().replace("_", "");
  }

  private ShellHandler old(BadZip bad) {
    return scene.handler(name(bad));
  }

  private Extension spoiled(BadZip bad) {
    ShellHandler next = old(bad).version("2.0.0");
    return next.extension(bad.of(next)).publishing("1.0.0", old(bad).zip());
  }

  private Extension mended(BadZip bad) {
    return old(bad).version("2.0.0").extension().publishing("1.0.0", old(bad).zip());
  }

  private GoalState goal(List<Extension> extensions, int number) {
    GoalState goal =
        GoalState.of(scene.handler(GOOD).extension().settings("{}").sequenceNumber(number));
    for (Extension extension : extensions) {
      goal = goal.with(extension.settings("{}").sequenceNumber(number));
    }
    return goal;
  }

  private void settle(List<Extension> extensions, String version, int number) {
    scene.host().publish(goal(extensions, number));
    if (!scene.agent().isRunning()) {
      scene.agent().start();
    }
    scene
        .host()
        .awaitStatus(
            s ->
                s.goalStateSucceeded()
                    && extensions.stream()
                        .map(e -> s.handler(e.name()))
                        .allMatch(h -> h.hasSucceeded(number) && h.isReady(version)),
            PATIENCE);
  }

  private List<Path> everywhere() throws IOException {
    try (Stream<Path> all = Files.walk(scene.agent().folder().getParent())) {
      return all.toList();
    }
  }

  private List<Path> unpacking() throws IOException {
    Path folder = scene.lib("state", "extension-handler", "unpack");
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }
}
