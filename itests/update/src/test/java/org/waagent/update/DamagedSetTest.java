// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.agent.Pause;

/** A committed set that is damaged never keeps the agent from its work. */
final class DamagedSetTest {
  @RegisterExtension private final UpdateScene scene = new UpdateScene();

  @Test
  void anotherSetIsStartedAndItIsTold() throws Exception {
    scene.started();
    scene.install(scene.workshop().next("3.0.1", "telemetry")).isGood();
    scene.agent().stop();
    Features features = scene.features();
    Path jar =
        features.bundles().stream()
            .filter(bundle -> bundle.startsWith(features.folder()))
            .findFirst()
            .orElseThrow();
    Path set = features.folder().resolve("sets").resolve(features.committed());

    startsWithout(jar, Files::delete);
    startsWithout(jar, file -> cut(file, 1000));
    startsWithout(set.resolve("bundles.list"), file -> cut(file, 100));
    startsWithout(set.resolve("bundles.list"), Files::delete);

    long before = scene.host().statusCount();
    scene.agent().start();
    awaitMore(before);
    assertThat(scene.running().bundles()).as("whole again").isEqualTo(features.bundles());
    scene.agent().stop();
    // Nobody knows that set any more; it is removed.
    cut(features.folder().resolve("committed"), 5);
    before = scene.host().statusCount();
    scene.agent().start();
    awaitMore(before);
    assertThat(scene.running().bundles()).isEqualTo(features.bundles(Features.INSTALLED));
  }

  /** What is done to a file. */
  private interface Damage {
    void to(Path file) throws IOException;
  }

  private void startsWithout(Path file, Damage damage) throws IOException {
    Features features = scene.features();
    Set<Path> installed = features.bundles(Features.INSTALLED);
    Path copy = scene.folder().resolve("whole");
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    String committed = Files.readString(features.folder().resolve("committed"));
    damage.to(file);
    long before = scene.host().statusCount();

    scene.agent().start();

    awaitMore(before);
    assertThat(scene.running().bundles()).as("without %s", file).isEqualTo(installed);
    assertThat(scene.agent().run("features", "list").out())
        .as("without %s", file)
        .contains("passed over");
    scene.agent().stop();
    Files.copy(copy, file, StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(features.folder().resolve("committed"), committed);
  }

  private void awaitMore(long before) {
    Pause.until("a status", UpdateScene.PATIENCE, () -> scene.host().statusCount() > before);
  }

  private static void cut(Path file, int length) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    Files.write(file, Arrays.copyOf(bytes, Math.min(length, bytes.length)));
  }
}
