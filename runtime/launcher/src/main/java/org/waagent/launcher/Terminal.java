// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * stdout and stderr as UTF-8 lines, whatever the locale.
 *
 * @param out the answer
 * @param err what went wrong
 */
record Terminal(PrintStream out, PrintStream err) implements Platform.Complaints {
  private static final int LONGEST_ANSWER = 4096;

  static Terminal ofProcess() {
    return new Terminal(System.out, System.err);
  }

  void out(String line) {
    write(out, line);
  }

  void err(String line) {
    write(err, line);
  }

  /** Passes a line on as the bytes it came in. */
  void pass(PrintStream stream, byte[] bytes, int from, int to) {
    stream.write(bytes, from, to - from);
    stream.write('\n');
    stream.flush();
  }

  /**
   * Asks whoever sits there.
   *
   * @return the line; empty at the end of the input
   */
  Optional<String> ask(String question) {
    byte[] bytes = question.getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
    out.flush();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      int next = System.in.read();
      if (next < 0) {
        return Optional.empty();
      }
      while (next >= 0 && next != '\n') {
        if (line.size() < LONGEST_ANSWER) {
          line.write(next);
        }
        next = System.in.read();
      }
      return Optional.of(line.toString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      tell("no answer can be read", e);
      return Optional.empty();
    }
  }

  /** Whether somebody still reads the answer. */
  boolean isOpen() {
    return !out.checkError();
  }

  @Override
  public void tell(String what, Throwable why) {
    StringBuilder line = new StringBuilder("waagent: ").append(what);
    for (Throwable cause = why; cause != null; cause = cause.getCause()) {
      line.append(": ").append(cause.toString().replace('\n', ' '));
    }
    err(line.toString());
  }

  private void write(PrintStream stream, String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    pass(stream, bytes, 0, bytes.length);
  }
}
