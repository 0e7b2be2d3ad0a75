// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.waagent.goalstate.StatusBlob;

/**
 * One report, made and addressed.
 *
 * @param content what it says, without the time; empty for one that an earlier start left
 * @param blob where it goes
 * @param text the JSON document
 * @param made when
 * @param goalState id of the goal state it tells of
 */
record StatusReport(
    Optional<Aggregate> content, StatusBlob blob, byte[] text, Instant made, String goalState) {
  StatusReport {
    requireNonNull(content, "content");
    requireNonNull(blob, "blob");
    requireNonNull(text, "text");
    requireNonNull(made, "made");
    requireNonNull(goalState, "goalState");
  }

  /** Whether another is this one, or says the same to the same address at another time. */
  boolean saysTheSameAs(StatusReport other) {
    return this == other
        || content.isPresent() && content.equals(other.content) && blob.equals(other.blob);
  }
}
