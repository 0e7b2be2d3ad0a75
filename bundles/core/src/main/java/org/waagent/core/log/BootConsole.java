// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/**
 * Shows the log on the machine's console, which Azure keeps as boot diagnostics, until the machine
 * is set up. What comes at the very start is held for a moment: on a machine that nobody has to set
 * up, nothing is shown. Used on one lane only.
 */
final class BootConsole {
  private static final Path DEVICE = Path.of("/dev/console");
  private static final int MOST_HELD = 64 * 1024;

  private final Files files;
  private final StringBuilder held = new StringBuilder();
  private State state;

  private enum State {
    HOLDING,
    SHOWING,
    OVER
  }

  BootConsole(Files files, boolean wanted) {
    this.files = files;
    this.state = wanted ? State.HOLDING : State.OVER;
  }

  boolean isOver() {
    return state == State.OVER;
  }

  /** The moment is over: shows what was held and what comes. */
  void show() {
    if (state == State.HOLDING) {
      state = State.SHOWING;
      print(held.toString());
      held.setLength(0);
    }
  }

  void write(String lines) {
    if (state == State.SHOWING) {
      print(lines);
    } else if (state == State.HOLDING && held.length() < MOST_HELD) {
      held.append(lines);
    }
  }

  /** The machine is set up. */
  void end(String lastLine) {
    if (state == State.SHOWING) {
      print(lastLine);
    }
    state = State.OVER;
    held.setLength(0);
  }

  private void print(String lines) {
    try {
      boolean device = files.look(DEVICE).map(FileFacts::kind).orElse(null) == FileFacts.Kind.OTHER;
      if (device && !lines.isEmpty()) {
        files.append(DEVICE, lines.getBytes(StandardCharsets.UTF_8), Mode.OWNER_ONLY);
      }
    } catch (IOException | RuntimeException e) {
      // A console that takes nothing is not worth a second attempt; the file has every line.
      state = State.OVER;
    }
  }
}
