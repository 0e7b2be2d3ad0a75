// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.util.concurrent.atomic.AtomicReference;
import org.waagent.extension.status.Snapshot;
import org.waagent.extension.status.StatusFiles;

/**
 * What processing a goal state takes.
 *
 * @param steps does what is done for one unit
 * @param verdicts writes down what came of it
 * @param snapshot what is reported meanwhile
 * @param statusFiles what extensions say of themselves
 * @param course tells whether the goal state still counts
 * @param parallelism commands at a time, of different handlers
 */
record ProcessingTools(
    UnitSteps steps,
    Verdicts verdicts,
    AtomicReference<Snapshot> snapshot,
    StatusFiles statusFiles,
    Course course,
    int parallelism) {
  Workbench bench() {
    return steps.bench();
  }
}
