// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Progress.PluginProgress;

/** What a feature may do before it is stopped. Pure. */
final class Conduct {
  /** Rounds that came to {@link Outcome.Failed#UNEXPECTED}, one after the other. */
  static final int MOST_FAILURES = 5;

  /** For one call of a plugin; changes that take longer go on in a process of their own. */
  static final Duration LONGEST_CALL = Duration.ofMinutes(15);

  /** For one call of the platform, in looks of a minute each. */
  static final int MOST_LOOKS = 15;

  /** Exceptions that ended threads of the feature. */
  static final int MOST_UNCAUGHT = 3;

  /** Threads that run code of the feature. */
  static final int MOST_THREADS = 20;

  private Conduct() {}

  /** Why a plugin's feature has to be stopped; empty if it is fine. */
  static Optional<String> fault(PluginProgress plugin, Instant now) {
    if (plugin.failuresInRow() >= MOST_FAILURES
        && plugin.outcome().orElse(Outcome.done()) instanceof Outcome.Failed failed
        && failed.code() == Outcome.Failed.UNEXPECTED) {
      return Optional.of(
          plugin.name()
              + " failed "
              + plugin.failuresInRow()
              + " times in a row, at last with: "
              + failed.text());
    }
    Optional<Duration> call = plugin.callSince().map(since -> Duration.between(since, now));
    return call.filter(time -> time.compareTo(LONGEST_CALL) > 0)
        .map(
            time ->
                plugin.name() + " does not return from a call since " + time.toMinutes() + " min");
  }

  /**
   * Why a feature has to be stopped that the platform waits for; empty if it may go on.
   *
   * @param looks in a row in which it was waited for
   */
  static Optional<String> fault(int looks) {
    return looks > MOST_LOOKS
        ? Optional.of("who started it has been waiting for " + MOST_LOOKS + " min")
        : Optional.empty();
  }

  /** Why a feature has to be stopped for what its threads do; empty if they are fine. */
  static Optional<String> fault(int threads, int uncaught, String lastUncaught) {
    if (uncaught >= MOST_UNCAUGHT) {
      return Optional.of(uncaught + " of its threads died, at last of: " + lastUncaught);
    }
    return threads > MOST_THREADS
        ? Optional.of("it has " + threads + " threads, more than " + MOST_THREADS)
        : Optional.empty();
  }
}
