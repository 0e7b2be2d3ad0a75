// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long bundles may take.
 *
 * @param checks of those that are replaced to find what they find
 * @param start of one to be active
 * @param stop of one to end
 * @param stopSick the same for one that is not well
 * @param refresh of the framework to let go of removed ones
 * @param handOver of another updater to take an update over, once it runs
 */
record Patience(
    Duration checks,
    Duration start,
    Duration stop,
    Duration stopSick,
    Duration refresh,
    Duration handOver) {
  /** On a machine that has much else to do each of these may take twenty times as long as usual. */
  static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60));

  Patience {
    requireNonNull(checks, "checks");
    requireNonNull(start, "start");
    requireNonNull(stop, "stop");
    requireNonNull(stopSick, "stopSick");
    requireNonNull(refresh, "refresh");
    requireNonNull(handOver, "handOver");
  }

  /** The same with another time to start. */
  Patience starting(Duration most) {
    return new Patience(checks, most, stop, stopSick, refresh, handOver);
  }

  /** The same with another time for checks. */
  Patience checking(Duration most) {
    return new Patience(most, start, stop, stopSick, refresh, handOver);
  }

  /** The same with another time to take over. */
  Patience handingOver(Duration most) {
    return new Patience(checks, start, stop, stopSick, refresh, most);
  }
}
