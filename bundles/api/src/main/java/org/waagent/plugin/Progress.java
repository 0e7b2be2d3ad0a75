// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Whether the agent does what it is for. A service of the core; whoever replaced a bundle asks it
 * whether things still move. Never waits.
 *
 * <p>The times are the machine's and may jump: compare them for being another than before, not for
 * being later. A core that took over from another one begins with nothing.
 */
@ProviderType
public interface Progress {
  /** When a goal state was last read from the host, new or not; empty if none was yet. */
  Optional<Instant> goalStateRead();

  /** When a status was last accepted by the platform; empty if none was yet. */
  Optional<Instant> statusAccepted();

  /**
   * Whether the agent rests until it is started again, because the platform wants none on this
   * machine: then no goal state is waited for, and no status is reported.
   */
  default boolean rests() {
    return false;
  }

  /** The plugins there are, sorted by name. */
  List<PluginProgress> plugins();

  /**
   * How it goes with one plugin.
   *
   * @param name of the plugin
   * @param outcome of its last round; empty before the first round of this service object ended
   * @param failuresInRow how many rounds in a row ended in {@link Outcome.Failed}
   * @param callSince since when its current call runs; empty between calls
   */
  record PluginProgress(
      String name, Optional<Outcome> outcome, int failuresInRow, Optional<Instant> callSince) {
    /**
     * @throws IllegalArgumentException if the number of failures is negative
     */
    public PluginProgress {
      requireNonNull(name, "name");
      requireNonNull(outcome, "outcome");
      requireNonNull(callSince, "callSince");
      if (failuresInRow < 0) {
        throw new IllegalArgumentException("failures: " + failuresInRow);
      }
    }
  }
}
