// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

/**
 * A goal state with the marks it got when it was published.
 *
 * @param ticks 100 ns since the year 1
 * @param svdSequence counts all published goal states
 */
record Published(
    GoalState goal,
    int incarnation,
    int etag,
    long ticks,
    int svdSequence,
    String activityId,
    String correlationId) {

  /** The id agents give it: by etag when it came through fast track. */
  String id() {
    return goal.fastTrack() ? "etag_" + etag : "incarnation_" + incarnation;
  }
}
