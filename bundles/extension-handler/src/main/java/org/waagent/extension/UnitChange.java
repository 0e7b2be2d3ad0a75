// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.waagent.extension.handler.ErrorCodes;
import org.waagent.extension.handler.ExtensionFailure;
import org.waagent.extension.handler.Unit;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;

/**
 * One step in the life of a unit.
 *
 * @param id of the change
 * @param description for people
 * @param buildsOn ids of earlier changes it makes no sense without
 * @param limit how long it may take
 * @param pass what it is part of
 * @param unit whose step it is
 * @param verdicts writes down what came of it
 * @param work does it
 */
record UnitChange(
    String id,
    String description,
    List<String> buildsOn,
    Optional<Duration> limit,
    Pass pass,
    Unit unit,
    Verdicts verdicts,
    Work work)
    implements Change {
  /** What a step does. */
  @FunctionalInterface
  interface Work {
    void run() throws ExtensionFailure, IOException, InterruptedException;
  }

  @Override
  public Outcome apply() throws IOException, InterruptedException {
    Optional<String> blocked = pass.dependencyError();
    if (blocked.isPresent()) {
      return verdicts.skipped(pass, unit, blocked.get());
    }
    try {
      work.run();
      return Outcome.done();
    } catch (ExtensionFailure e) {
      return failed(e);
    } catch (IOException | RuntimeException e) {
      return failed(unexpected(e));
    }
  }

  /** What fails because the agent stops says nothing about the extension: it is taken up again. */
  private Outcome failed(ExtensionFailure failure) throws IOException, InterruptedException {
    if (Thread.currentThread().isInterrupted()) {
      InterruptedException stopped = new InterruptedException(id + " was interrupted");
      stopped.initCause(failure);
      throw stopped;
    }
    return verdicts.failed(pass, unit, failure);
  }

  private static ExtensionFailure unexpected(Exception cause) {
    ExtensionFailure failure =
        new ExtensionFailure(ErrorCodes.UNKNOWN, "ExtensionProcessing", cause.toString());
    failure.initCause(cause);
    return failure;
  }
}
