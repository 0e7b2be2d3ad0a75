// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import static java.util.Objects.requireNonNull;

import org.waagent.extension.handler.CommandKind;

/**
 * The command that ended last.
 *
 * @param step which it was
 * @param exitCode what later commands are told
 * @param code 0, or the platform's error code
 * @param message what went wrong; empty text for a success
 */
public record Finished(Step step, int exitCode, int code, String message) {
  public Finished {
    requireNonNull(step, "step");
    message = Bounded.message(message);
  }

  boolean isSuccess() {
    return code == 0;
  }

  /**
   * Whether a command need not be run because this was it: it ran for the same pass, or it did its
   * work once and for all. What is enabled is enabled anew in each pass.
   */
  boolean answers(Step wanted) {
    boolean lasting = isSuccess() && wanted.kind() != CommandKind.ENABLE;
    return step.isSameCommand(wanted) && (step.pass().equals(wanted.pass()) || lasting);
  }
}
