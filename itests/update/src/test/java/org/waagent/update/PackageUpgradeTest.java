// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.agent.Pause;

/** A package replaces the installation under sets that were made on the one before. */
final class PackageUpgradeTest {
  private static final String VERSION = "3.0.2";

  @RegisterExtension private final UpdateScene scene = new UpdateScene();

  /** The installation under another version. */
  private Path upgraded() throws IOException {
    Path from = UpdateScene.installation();
    Path to = Files.createDirectories(scene.folder().resolve("upgraded"));
    for (String folder : List.of("bundles", "lib", "config", "units")) {
      Files.createSymbolicLink(to.resolve(folder), from.resolve(folder));
    }
    for (String folder : List.of("bin", "features", "")) {
      Files.createDirectories(to.resolve(folder));
      try (Stream<Path> files = Files.list(from.resolve(folder))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.copy(file, to.resolve(from.relativize(file)));
        }
      }
    }
    replace(to.resolve("features/standard.list"), "version 3.0.0", "version " + VERSION);
    replace(to.resolve("features/standard.json"), ":standard:3.0.0", ":standard:" + VERSION);
    return to;
  }

  private static void replace(Path file, String text, String other) throws IOException {
    String before = Files.readString(file);
    assertThat(before).contains(text);
    Files.writeString(file, before.replace(text, other));
  }

  private void upgrade() throws IOException {
    scene.agent().stop();
    scene.use(upgraded());
    scene.started();
  }

  private String features() {
    return scene.agent().run("features", "list").out();
  }

  @Test
  void whatPartnersHaveStaysAndTheAgentIsThePackages() throws Exception {
    scene.started();
    scene.install(scene.workshop().next("3.0.1", "telemetry")).isGood();
    scene.install(scene.workshop().partner("[1.2,2)")).isGood();
    List<Past> before = scene.features().history();

    upgrade();
    Past past = scene.next(before);

    past.isGood();
    assertThat(past.what()).isEqualTo("acme-1.0.0");
    assertThat(features())
        .contains("standard " + VERSION, "acme 1.0.0, partner")
        .doesNotContain("passed over");
    scene.host().awaitStatus(s -> s.agentVersion().equals(VERSION), UpdateScene.PATIENCE);
    assertThat(scene.agent().run("status").out()).contains("Acme.Trial");
    scene.agent().stop();
    scene.started();
    assertThat(features()).contains("acme 1.0.0, partner").doesNotContain("passed over");
  }

  @Test
  void aFeatureThatDoesNotFitThePackageIsLeftAndTheReasonTold() throws Exception {
    scene.started();
    Edition narrow = scene.workshop().partner("[1.2,2)").forAgents("[3.0,3.0.1]");
    scene.install(narrow).isGood();
    List<Past> before = scene.features().history();

    upgrade();
    Past past = scene.next(before);

    past.failedIn("VERIFY", "the agent is " + VERSION);
    assertThat(features()).doesNotContain("acme 1.0.0, partner");
    assertThat(scene.agent().run("status").out()).contains("Features:").contains("acme-1.0.0");
    Pause.until(
        "it is told once",
        UpdateScene.PATIENCE,
        () -> scene.features().history().size() == before.size() + 1);
  }
}
