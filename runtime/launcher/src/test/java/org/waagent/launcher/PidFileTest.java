// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
  private static final Processes ALL_AGENTS = pid -> true;
  private static final Processes NO_AGENT = pid -> false;

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void nameTheFile() {
    path = folder.resolve("waagent.pid");
  }

  @Test
  void writesDigitsOnlyAndRemovesThem() throws IOException {
    PidFile file = PidFile.claim(path, NO_AGENT).orElseThrow();
    assertThat(path).hasContent(Long.toString(ProcessHandle.current().pid()));
    assertThat(Files.size(path)).isEqualTo(Long.toString(ProcessHandle.current().pid()).length());
    file.close();
    assertThat(path).doesNotExist();
  }

  @Test
  void anotherLivingAgentKeepsItsFile() throws IOException {
    Files.writeString(path, "4242\n");
    assertThat(PidFile.claim(path, ALL_AGENTS)).isEmpty();
    assertThat(path).hasContent("4242");
  }

  @Test
  void theNumberOfAnotherProgramIsReplaced() throws IOException {
    Files.writeString(path, "4242424242");
    Optional<PidFile> file = PidFile.claim(path, NO_AGENT);
    assertThat(file).isPresent();
    assertThat(path).hasContent(Long.toString(ProcessHandle.current().pid()));
    file.get().close();
  }

  @Test
  void ourOwnNumberLeftByAnEarlierBootIsReplaced() throws IOException {
    Files.writeString(path, Long.toString(ProcessHandle.current().pid()));
    try (PidFile file = PidFile.claim(path, ALL_AGENTS).orElseThrow()) {
      assertThat(file).isNotNull();
    }
  }

  @Test
  void rubbishIsReplaced() throws IOException {
    for (String rubbish : new String[] {"", "abc", "-1", "0", "99999999999999999999999"}) {
      Files.writeString(path, rubbish);
      try (PidFile file = PidFile.claim(path, ALL_AGENTS).orElseThrow()) {
        assertThat(file).isNotNull();
        assertThat(path).hasContent(Long.toString(ProcessHandle.current().pid()));
      }
    }
  }

  @Test
  void aMissingFolderIsAnError() {
    assertThatThrownBy(() -> PidFile.claim(folder.resolve("no/waagent.pid"), NO_AGENT))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void thisTestIsNoAgent() {
    assertThat(new LiveProcesses().isAgent(ProcessHandle.current().pid())).isFalse();
    assertThat(new LiveProcesses().isAgent(Integer.MAX_VALUE)).isFalse();
  }
}
