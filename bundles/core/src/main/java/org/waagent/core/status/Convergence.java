// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.service.log.Logger;
import org.waagent.plugin.ExtensionStatus;
import org.waagent.plugin.Status;

/** Watches whether all extensions of the goal state in force have come to an end. */
public final class Convergence {
  private static final Set<String> TERMINAL = Set.of("success", "error", "Ready", "NotReady");

  private final Logger logger;
  private final Consumer<String> firstSettled;
  private String goalState = "";
  private String summary = "[]";
  private boolean converged;
  private volatile boolean pastFirst;

  /**
   * @param firstSettled gets the summary once, when the first goal state of this start is settled
   *     or replaced
   */
  public Convergence(Logger logger, Consumer<String> firstSettled) {
    this.logger = logger;
    this.firstSettled = firstSettled;
  }

  /** Whether the first goal state of this start is behind us. */
  public boolean isPastFirst() {
    return pastFirst;
  }

  /** Whether all extensions of the goal state in force have come to an end. */
  public synchronized boolean isConverged() {
    return converged;
  }

  /** A goal state came into force; known ids are no news. */
  public synchronized void begin(String id) {
    if (id.equals(goalState)) {
      return;
    }
    if (!goalState.isEmpty() && !converged) {
      logger.warn(
          "A new goal state was received, but not all the extensions in the previous goal state"
              + " have completed: {}",
          summary);
      settleFirst();
    }
    goalState = id;
    converged = false;
    summary = "[]";
  }

  /**
   * Looks at what is reported.
   *
   * @param processed whether every plugin has done what it can for the goal state in force
   */
  public synchronized void look(boolean processed, List<Status> statuses) {
    String now = summary(statuses);
    if (!now.equals(summary)) {
      summary = now;
      logger.info("Extension status: {}", summary);
    }
    if (processed && !converged && isTerminal(statuses)) {
      converged = true;
      logger.info("All extensions in the goal state have reached a terminal state: {}", summary);
      settleFirst();
    }
  }

  private void settleFirst() {
    if (!pastFirst) {
      pastFirst = true;
      firstSettled.accept(summary);
    }
  }

  private static boolean isTerminal(List<Status> statuses) {
    for (Status status : statuses) {
      if (!TERMINAL.contains(state(status))) {
        return false;
      }
    }
    return true;
  }

  private static String state(Status status) {
    return status.extension().flatMap(ExtensionStatus::state).orElse(status.state());
  }

  private static String summary(List<Status> statuses) {
    List<String> entries = new ArrayList<>();
    for (Status status : statuses) {
      Optional<String> instance = status.extension().flatMap(ExtensionStatus::multiConfigName);
      String name = instance.map(one -> status.name() + "." + one).orElse(status.name());
      entries.add("('" + name + "', '" + state(status) + "')");
    }
    Collections.sort(entries);
    return "[" + String.join(", ", entries) + "]";
  }
}
