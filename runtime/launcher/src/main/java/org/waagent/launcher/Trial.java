// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.waagent.plugin.FrameworkProperties;

/**
 * Watches the start of a set that was not found good yet: one whose bundles hang or do not start,
 * or whose updater never judges it, is restarted, which counts as a failed start.
 */
final class Trial {
  /** System property: the first of these times in seconds, for tests, which have less of it. */
  static final String SECONDS = "waagent.trial.seconds";

  private static final long START_SECONDS = 90;
  private static final long JUDGED_MILLIS = 30 * 60_000L;

  /** The agent's own. Others may be kept from starting on purpose. */
  private static final String OURS = "org.waagent.";

  private final FeatureSets sets;
  private final Choice choice;
  private final Runnable restart;
  private final AtomicBoolean started = new AtomicBoolean();

  Trial(FeatureSets sets, Choice choice, Runnable restart) {
    this.sets = sets;
    this.choice = choice;
    this.restart = restart;
  }

  /** The bundles are about to be started. */
  void begin() {
    if (isTrial()) {
      Timer timer = new Timer("trial", true);
      long most = Long.getLong(SECONDS, START_SECONDS) * 1_000;
      timer.schedule(task(() -> restartUnless(started.get())), most);
      timer.schedule(task(() -> restartUnless(!sets.isStaged(choice.set()))), JUDGED_MILLIS);
    }
  }

  /**
   * All bundles were started, but for some. Where one of the agent is among them, there may be
   * nobody who judges the set.
   */
  void started(List<String> left) {
    started.set(true);
    if (isTrial() && left.stream().anyMatch(name -> name.startsWith(OURS))) {
      restart.run();
    }
  }

  /** Whether the start of a set on trial ended before all bundles were started. */
  boolean isLost() {
    return isTrial() && !started.get();
  }

  private boolean isTrial() {
    return choice.how().equals(FrameworkProperties.STAGED);
  }

  private void restartUnless(boolean fine) {
    if (!fine) {
      restart.run();
    }
  }

  private static TimerTask task(Runnable action) {
    return new TimerTask() {
      @Override
      public void run() {
        action.run();
      }
    };
  }
}
