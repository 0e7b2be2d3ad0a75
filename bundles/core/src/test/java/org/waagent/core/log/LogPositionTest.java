// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.TestMachine;
import org.waagent.os.Files;

class LogPositionTest {
  private static final Path FOLDER = Path.of("/state");

  @TempDir Path root;

  @Test
  void theNextSinkOfTheSameStartGoesOnWhereTheLastEnded() {
    Files files = TestMachine.at(root).files();
    LogPosition first = new LogPosition(FOLDER, files, "start", true);
    assertThat(first.isNew(41)).isTrue();
    assertThat(first.isNew(41)).isFalse();
    assertThat(first.isNew(42)).isTrue();
    first.save();
    LogPosition second = new LogPosition(FOLDER, files, "start", true);
    assertThat(second.isNew(42)).isFalse();
    assertThat(second.isNew(43)).isTrue();
    assertThat(new LogPosition(FOLDER, files, "another start", true).isNew(1)).isTrue();
  }

  @Test
  void nothingIsKeptForASingleCommand() {
    Files files = TestMachine.at(root).files();
    LogPosition position = new LogPosition(FOLDER, files, "start", false);
    position.isNew(1);
    position.save();
    assertThat(files.exists(FOLDER)).isFalse();
  }
}
