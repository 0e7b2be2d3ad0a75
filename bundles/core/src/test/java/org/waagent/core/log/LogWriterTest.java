// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.lane.HandLanes;
import org.waagent.machine.TestMachine;
import org.waagent.os.Files;
import org.waagent.os.Mode;

class LogWriterTest {
  private static final Path LOG = Path.of("/waagent.log");

  @TempDir Path root;
  private final HandLanes hand = new HandLanes();
  private final List<String> terminal = new ArrayList<>();

  @Test
  void writesToTheFileAndTheTerminalOfADaemon() throws Exception {
    Files files = TestMachine.at(root).files();
    LogWriter writer = writer(files, true, true);
    writer.write(List.of(record(Record.Level.ERROR, "bad")), 0);
    hand.settle();
    assertThat(files.readText(LOG, 1000)).endsWith(" ERROR ExtHandler ExtHandler bad\n");
    assertThat(terminal).containsExactly("<3>bad\n");
  }

  @Test
  void showsOnlyTroubleAndTouchesNoFileForASingleCommand() {
    Files files = TestMachine.at(root).files();
    LogWriter writer = writer(files, false, false);
    writer.write(
        List.of(record(Record.Level.INFO, "fine"), record(Record.Level.WARNING, "odd")), 0);
    hand.settle();
    assertThat(files.exists(LOG)).isFalse();
    assertThat(terminal).containsExactly("odd\n");
  }

  @Test
  void tellsWhatWasLostOnTheWayAndOnAFullDisk() throws Exception {
    Files files = TestMachine.at(root).files();
    LogWriter writer = writer(files, true, false);
    files.makeFolder(LOG, Mode.PUBLIC_FOLDER);
    writer.write(List.of(record(Record.Level.INFO, "one")), 0);
    files.delete(LOG);
    writer.write(List.of(record(Record.Level.INFO, "two")), 17);
    assertThat(files.readText(LOG, 1000))
        .contains("17 log records came too fast and are lost")
        .contains("1 log lines could not be written to the log file");
  }

  @Test
  void namesTheTimeAtWhichRepeatsAreDueOnce() {
    LogWriter writer = writer(TestMachine.at(root).files(), true, false);
    for (int i = 0; i < 5; i++) {
      writer.write(List.of(record(Record.Level.INFO, "again")), 0);
    }
    assertThat(writer.nextLook()).hasValue(Duration.ofMinutes(1));
    assertThat(writer.nextLook()).isEmpty();
  }

  private LogWriter writer(Files files, boolean daemon, boolean journal) {
    Pump<String> pump =
        new Pump<>(
            10,
            10_000,
            String::length,
            hand.lanes().lane("t"),
            (lines, lost) -> terminal.addAll(lines));
    Outputs outputs =
        new Outputs(
            new RotatingFile(LOG, files, 0, 0),
            pump,
            new BootConsole(files, false),
            daemon,
            journal);
    return new LogWriter(hand.clock(), outputs, false);
  }

  private static Record record(Record.Level level, String message) {
    return new Record(Instant.EPOCH, level, "ExtHandler", message, List.of());
  }
}
