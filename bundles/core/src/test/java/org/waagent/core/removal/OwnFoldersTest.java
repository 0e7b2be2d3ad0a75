// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be emptied. */
class OwnFoldersTest {
  private final OwnFolders folders = new OwnFolders(List.of(Path.of("/usr/share/waagent")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/var",
        "/var/lib",
        "/var/log",
        "/etc",
        "/usr",
        "/home",
        "/var/lib/..",
        "/opt",
        "/usr/share/waagent"
      })
  void notAFolderOfTheSystem(String folder) {
    assertThatThrownBy(() -> folders.check("Lib.Dir", Path.of(folder)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Lib.Dir=" + folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/var/lib/waagent", "/var/log/azure", "/opt/agent", "/mnt/agent"})
  void aFolderOfItsOwn(String folder) {
    assertThatCode(() -> folders.check("Lib.Dir", Path.of(folder))).doesNotThrowAnyException();
  }
}
