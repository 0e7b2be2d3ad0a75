// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import org.waagent.os.Result;

/** What a program that failed said, for people. */
public final class Answer {
  private Answer() {}

  /** Its errors and its output, and how it ended. */
  public static String of(Result result) {
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
