// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.osgi.service.log.Logger;
import org.waagent.core.lane.Lane;
import org.waagent.core.lane.Lanes;

/**
 * The periodic tasks there are now. Each has a lane of its own, so that none waits for another; two
 * tasks of one name, as while a bundle is replaced, share one, so that they never run together.
 */
public final class PeriodicTasks {
  private static final Duration LONGEST_SPREAD = Duration.ofSeconds(30);
  private static final int SPREAD = 10;

  private final Lanes lanes;
  private final Runnable changed;
  private final Logger logger;
  private final Map<Object, TaskRunner> runners = new LinkedHashMap<>();
  // A lane stays when its task goes, since the last run may go on when the task comes back. There
  // are never more lanes than names of tasks in the installed bundles.
  private final Map<String, Lane> laneByName = new HashMap<>();
  private volatile List<TaskRunner> snapshot = List.of();
  private boolean begun;
  private Duration ride = Duration.ZERO;

  /**
   * @param changed is called when a task began to fail, failed in another way or works again
   */
  public PeriodicTasks(Lanes lanes, Runnable changed, Logger logger) {
    this.lanes = lanes;
    this.changed = changed;
    this.logger = logger;
  }

  /** How each task goes, sorted by name. Never waits for one. */
  public List<TaskState> states() {
    List<TaskState> states = new ArrayList<>();
    for (TaskRunner runner : snapshot) {
      states.add(runner.state());
    }
    states.sort((a, b) -> a.name().compareTo(b.name()));
    return states;
  }

  /** Takes a task in. */
  public synchronized void add(Object key, TaskSource source) {
    TaskRunner runner = new TaskRunner(source, lane(source), lanes.clock(), changed, logger);
    TaskRunner former = runners.put(key, runner);
    if (former != null) {
      former.stop();
    }
    snapshot = List.copyOf(runners.values());
    if (begun) {
      begin(runner);
    }
  }

  private Lane lane(TaskSource source) {
    return laneByName.computeIfAbsent(source.name(), name -> lanes.lane("task " + name));
  }

  /** Lets a task go: nothing is begun any more and what runs is interrupted. */
  public synchronized void remove(Object key) {
    TaskRunner runner = runners.remove(key);
    if (runner != null) {
      runner.stop();
    }
    snapshot = List.copyOf(runners.values());
  }

  /** There is a goal state: from now on the tasks run. A second call is none. */
  public synchronized void begin() {
    if (!begun) {
      begun = true;
      runners.values().forEach(this::begin);
    }
  }

  // At a time left to chance: many machines are started, or get a goal state, at one instant.
  private void begin(TaskRunner runner) {
    Duration most = runner.source().period().dividedBy(SPREAD);
    long millis = (most.compareTo(LONGEST_SPREAD) < 0 ? most : LONGEST_SPREAD).toMillis();
    runner.ride(ride);
    runner.begin(Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis + 1)));
  }

  /**
   * The agent is awake anyway: runs what is due. On the timer's thread, and quick.
   *
   * @param next how long until this comes again at the latest
   */
  public synchronized void ride(Duration next) {
    ride = lanes.clock().sinceStart().plus(next);
    for (TaskRunner runner : snapshot) {
      runner.ride(ride);
    }
  }

  /** Ends all. */
  public synchronized void stop() {
    begun = false;
    runners.values().forEach(TaskRunner::stop);
    runners.clear();
    snapshot = List.of();
  }
}
