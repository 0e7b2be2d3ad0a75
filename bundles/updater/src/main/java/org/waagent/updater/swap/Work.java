// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.log.Logger;
import org.waagent.os.Clock;
import org.waagent.updater.store.Journal;
import org.waagent.updater.store.Pointers;
import org.waagent.updater.store.Store;

/**
 * What an update works with.
 *
 * @param own context of this bundle
 * @param agent the start of the agent it works in
 * @param store sets and bundles
 * @param pointers which set runs at the next start
 * @param journal what is under way
 * @param clock the machine's time
 * @param watch how long new bundles are watched at most
 * @param logger tells each step
 */
public record Work(
    BundleContext own,
    AgentRun agent,
    Store store,
    Pointers pointers,
    Journal journal,
    Supplier<Clock> clock,
    Supplier<Duration> watch,
    Logger logger) {
  public Work {
    requireNonNull(own, "own");
    requireNonNull(agent, "agent");
    requireNonNull(store, "store");
    requireNonNull(pointers, "pointers");
    requireNonNull(journal, "journal");
    requireNonNull(clock, "clock");
    requireNonNull(watch, "watch");
    requireNonNull(logger, "logger");
  }

  /** Something that needs the disk. */
  @FunctionalInterface
  interface DiskWork {
    void run() throws IOException;
  }
}
