// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import org.waagent.os.Command;
import org.waagent.os.Result;
import org.waagent.os.Shell;

/** Programs that have to succeed. */
final class Answers {
  private Answers() {}

  /**
   * Runs a program to its end.
   *
   * @throws IOException if it did not succeed: its words, its exit code and what it wrote
   */
  static Result inTime(Shell shell, Command command) throws IOException, InterruptedException {
    Result result = shell.run(command);
    if (!result.isSuccess()) {
      throw new IOException(String.join(" ", command.arguments()) + ": " + why(result));
    }
    return result;
  }

  /** Why a program did not succeed, for people. */
  static String why(Result result) {
    if (result instanceof Result.NotStarted not) {
      return not.why();
    }
    String told = (result.output().stderr() + result.output().stdout()).strip();
    if (result instanceof Result.TimedOut late) {
      return "no end within " + late.limit().toSeconds() + " s " + told;
    }
    return result instanceof Result.Exited exited
        ? "exit code " + exited.code() + " " + told
        : "killed " + told;
  }
}
