// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TextsTest {
  private final Texts texts =
      new Texts(
          new Feature(
              "standard",
              "3.0.0",
              List.of(),
              List.of(),
              List.of(),
              List.of(new VerbLine("status", "either", "what the agent does"))));

  @Test
  @Tag("S41")
  void helpNamesFlagsOwnCommandsAndVerbs() {
    assertThat(texts.help())
        .startsWith("\nusage: waagent [-verbose] [-force]")
        .contains("|daemon|start|", "|status\n")
        .containsPattern("\n  status +what the agent does\n")
        .containsPattern("\n  -verbose +\\w")
        .containsPattern("\n  -force +\\w")
        .containsPattern("\n  -configuration-path:<path> +\\w");
  }

  @Test
  @Tag("S50")
  void versionHasThreeLinesAndTheFirstNamesTheProduct() {
    String[] lines = texts.version().split("\n");
    assertThat(lines).hasSize(3);
    assertThat(lines[0]).startsWith("waagent-3.0.0 running on ");
    assertThat(lines[1]).isEqualTo("Java: " + System.getProperty("java.version"));
    assertThat(lines[2]).isEqualTo("Goal state agent: 3.0.0");
  }

  @Test
  void theDistroIsReadWithAndWithoutQuotes() {
    assertThat(Texts.distro(List.of("ID=debian", "VERSION_ID=\"12\""))).isEqualTo("debian 12");
    assertThat(Texts.distro(List.of("ID='sles'", "VERSION_ID='15.5'"))).isEqualTo("sles 15.5");
    assertThat(Texts.distro(List.of("NAME=x", "ID=arch"))).isEqualTo("arch");
  }
}
