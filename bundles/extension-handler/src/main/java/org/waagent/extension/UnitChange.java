// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import org.waagent.extension.handler.ErrorCodes;
import org.waagent.extension.handler.ExtensionFailure;
import org.waagent.extension.handler.Unit;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;

/**
 * A step of a plan that concerns one unit.
 *
 * @param id of the change
 * @param description for people
 * @param pass what it is part of
 * @param unit whose step it is
 * @param verdicts writes down what came of it
 * @param work does it
 */
record UnitChange(String id, String description, Pass pass, Unit unit, Verdicts verdicts, Work work)
    implements Change {
  /** What a step does. */
  @FunctionalInterface
  interface Work {
    void run() throws ExtensionFailure, IOException;
  }

  @Override
  public Outcome apply() throws IOException {
    try {
      work.run();
      return Outcome.done();
    } catch (ExtensionFailure | IOException | RuntimeException e) {
      return verdicts.failed(pass, unit, failure(e));
    }
  }

  /** Whatever happened, as a failure of an extension. */
  static ExtensionFailure failure(Throwable cause) {
    if (cause instanceof ExtensionFailure known) {
      return known;
    }
    ExtensionFailure failure =
        new ExtensionFailure(ErrorCodes.UNKNOWN, "ExtensionProcessing", cause.toString());
    failure.initCause(cause);
    return failure;
  }
}
