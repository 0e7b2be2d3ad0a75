// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.TestMachine;
import org.waagent.os.Files;
import org.waagent.os.Mode;

class BootConsoleTest {
  private static final Path DEVICE = Path.of("/dev/console");

  @TempDir Path root;
  private Files files;

  @BeforeEach
  void build() throws Exception {
    files = TestMachine.at(root).files();
    files.makeFolder(Path.of("/dev"), Mode.PUBLIC_FOLDER);
  }

  @Test
  void writesToNothingButADevice() throws Exception {
    files.write(DEVICE, new byte[0], Mode.PUBLIC);
    BootConsole console = new BootConsole(files, true);
    console.write("early\n");
    console.show();
    console.write("late\n");
    assertThat(files.readText(DEVICE, 100)).isEmpty();
  }

  @Test
  void makesNoFileWhereThereIsNoConsole() {
    BootConsole console = new BootConsole(files, true);
    console.write("early\n");
    console.show();
    assertThat(files.exists(DEVICE)).isFalse();
  }

  @Test
  void isOverWhenTheMachineIsSetUpOrNobodyWantsIt() {
    BootConsole console = new BootConsole(files, true);
    assertThat(console.isOver()).isFalse();
    console.end("last\n");
    assertThat(console.isOver()).isTrue();
    assertThat(new BootConsole(files, false).isOver()).isTrue();
  }
}
