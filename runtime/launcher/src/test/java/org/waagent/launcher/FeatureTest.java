// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureTest {
  @TempDir private Path folder;

  @Test
  void readsWhatTheAssemblyWrote() throws IOException, CommandException {
    Files.writeString(
        folder.resolve("tiny.list"),
        "# made\nversion 3.1.0\nproperty a.b=c=d\nbundle two-1.jar\nbundle one-1.jar\n");
    Files.writeString(folder.resolve("tiny.verbs"), "status\teither\tWhat it does\nbroken\n");
    Feature feature = Feature.read(folder, "tiny");
    assertThat(feature.version()).isEqualTo("3.1.0");
    assertThat(feature.bundles()).containsExactly("two-1.jar", "one-1.jar");
    assertThat(feature.properties()).containsExactly("a.b=c=d");
    assertThat(feature.verbs()).containsExactly(new VerbLine("status", "either", "What it does"));
    assertThat(feature.verb("broken")).isNull();
  }

  @Test
  void aMissingFeatureIsNamed() {
    assertThatThrownBy(() -> Feature.read(folder, "nowhere"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("nowhere.list");
  }

  @Test
  void theFileActiveChoosesTheFeature() throws IOException, CommandException {
    Path features = Files.createDirectories(folder.resolve("features"));
    Files.writeString(features.resolve("standard.list"), "version 1\n");
    Files.writeString(features.resolve("standard.verbs"), "");
    Files.writeString(features.resolve("report-ready.list"), "version 2\n");
    Files.writeString(features.resolve("report-ready.verbs"), "");
    assertThat(new Home(folder).feature().name()).isEqualTo("standard");
    Files.writeString(features.resolve("active"), "report-ready\n");
    assertThat(new Home(folder).feature().version()).isEqualTo("2");
  }
}
