// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.time.Duration;
import java.util.Optional;

/** When there is something to do for units of a goal state, if nobody says anything before. */
final class Timetable {
  /** A status file that made no sense counts after a while, and no event tells of that. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private static final Duration NEVER = Duration.ofDays(1);

  private Timetable() {}

  /**
   * Time from now; empty if only somebody's word is waited for.
   *
   * @param now time of the agent's clock
   * @param inOrderUntil the same, until which units begin in the order of the goal state
   */
  static Optional<Duration> next(Graph graph, Pass pass, Duration now, Duration inOrderUntil) {
    Duration next = earlier(NEVER, inOrderUntil.minus(now));
    for (Node node : graph.nodes()) {
      if (node.is(Node.State.OPEN)) {
        next = earlier(next, node.attempts().notBefore().minus(now));
      }
    }
    for (Parcel parcel : graph.parcels()) {
      if (parcel.is(Parcel.State.OPEN)) {
        next = earlier(next, parcel.attempts().notBefore().minus(now));
      }
    }
    if (!graph.awaited().isEmpty()) {
      next = earlier(earlier(next, LOOK_AGAIN), pass.left());
    }
    return next.compareTo(NEVER) < 0 ? Optional.of(next) : Optional.empty();
  }

  /** What was due already waits for something else. */
  private static Duration earlier(Duration one, Duration other) {
    return other.isZero() || other.isNegative() || one.compareTo(other) < 0 ? one : other;
  }
}
