// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;

/**
 * Whether the threads of new bundles grow. A thread is theirs if it runs a method of a class that
 * one of them has; idle threads of pools run none, so those of the whole agent are counted too.
 */
final class ThreadSign implements Sign {
  /** How many more a new bundle may have than were there at the first look. */
  private static final int MOST_MORE = 12;

  /** How many more the whole agent may have. */
  private static final int MOST_MORE_IN_ALL = 60;

  /** From how many of its own on a bundle is looked at. */
  private static final int MOST_AT_ONCE = 40;

  private final Supplier<Collection<Bundle>> tried;
  private final Baseline baseline;
  private int first = -1;

  ThreadSign(Supplier<Collection<Bundle>> tried, Baseline baseline) {
    this.tried = requireNonNull(tried, "tried");
    this.baseline = requireNonNull(baseline, "baseline");
  }

  @Override
  public Reading read() {
    Map<Thread, StackTraceElement[]> threads = Thread.getAllStackTraces();
    Owners owners = new Owners(tried.get());
    int own = (int) threads.values().stream().filter(owners::isTheirs).count();
    first = first < 0 ? own : first;
    if (own > first + MOST_MORE || own > MOST_AT_ONCE) {
      return new Reading.Bad(
          "new bundles have " + own + " threads, and had " + first + " at first");
    }
    int more = threads.size() - baseline.threads();
    return more > MOST_MORE_IN_ALL
        ? new Reading.Bad("the agent has " + more + " threads more than before")
        : Reading.GOOD;
  }
}
