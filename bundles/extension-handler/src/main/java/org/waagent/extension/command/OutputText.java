// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import org.waagent.os.Output;

/**
 * What a command wrote, in the form and length the platform takes. Of a long stream the end counts.
 */
final class OutputText {
  private static final int LONGEST = 3200;
  private static final String STDOUT = "[stdout]\n";
  private static final String STDERR = "\n\n[stderr]\n";

  private OutputText() {}

  static String of(Output output) {
    int room = LONGEST - STDOUT.length() - STDERR.length();
    int half = room / 2;
    String stdout = output.stdout();
    String stderr = output.stderr();
    // A short stream gives what it does not need to the other.
    int forStdout = Math.max(half, room - stderr.length());
    int forStderr = Math.max(half, room - stdout.length());
    return STDOUT + tail(stdout, forStdout) + STDERR + tail(stderr, forStderr);
  }

  private static String tail(String text, int most) {
    return text.length() <= most ? text : text.substring(text.length() - most);
  }

  /** A text without its blank lines. */
  static String withoutBlankLines(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.lines().filter(line -> !line.isBlank()).forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }
}
