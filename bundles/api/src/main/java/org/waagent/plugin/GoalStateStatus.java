// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What came of processing a goal state's extensions as a whole.
 *
 * @param svdSequenceNumber the goal state's, unchanged
 * @param success whether the goal state could be acted on
 * @param code 0, -1 for an unknown failure, 2001 for unsupported required features
 * @param message for people
 * @param timestamp when it was settled
 */
public record GoalStateStatus(
    String svdSequenceNumber, boolean success, int code, String message, Instant timestamp) {
  public GoalStateStatus {
    requireNonNull(svdSequenceNumber, "svdSequenceNumber");
    requireNonNull(message, "message");
    requireNonNull(timestamp, "timestamp");
  }
}
