// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.plugins;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;
import org.waagent.core.lane.Alarm;
import org.waagent.core.lane.Lane;
import org.waagent.core.loop.Causes;
import org.waagent.core.timeline.Result;
import org.waagent.core.timeline.Timeline;
import org.waagent.goalstate.GoalState;
import org.waagent.os.Clock;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Removal;
import org.waagent.plugin.Wanted;

/** Plans and applies one plugin, on its lane, whenever there is a reason to. */
public final class PluginRunner {
  // A plugin that asks for a time in the past again and again must not keep a processor busy.
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Plugin plugin;
  private final String name;
  private final PluginFacts facts;
  private final Supplier<Wanted> wanted;
  private final Lane lane;
  private final Clock clock;
  private final Timeline timeline;
  private final Runnable changed;
  private final Logger logger;
  private final Object queue = new Object();
  private String queued = "";
  private final AtomicReference<Order> removal = new AtomicReference<>();
  private final Alarm alarm;
  private volatile PluginState state = PluginState.NONE;
  private volatile Optional<Wanted> inHand = Optional.empty();
  private volatile Optional<Change> current = Optional.empty();
  private volatile boolean stopped;

  private record Order(Removal scope, Runnable done) {}

  /** What a runner tells the time by, and whom it tells what it does. */
  record Watch(Clock clock, Timeline timeline, Runnable changed) {}

  PluginRunner(
      Plugin plugin,
      PluginFacts facts,
      Supplier<Wanted> wanted,
      Lane lane,
      Watch watch,
      Logger logger) {
    this.plugin = plugin;
    this.name = plugin.name();
    this.facts = facts;
    this.wanted = wanted;
    this.lane = lane;
    this.clock = watch.clock();
    this.timeline = watch.timeline();
    this.alarm = new Alarm(clock);
    this.changed = watch.changed();
    this.logger = logger;
  }

  /** The plugin's name. */
  public String name() {
    return name;
  }

  /** The plugin. */
  public Plugin plugin() {
    return plugin;
  }

  /** What its service says of it. */
  public PluginFacts facts() {
    return facts;
  }

  /** How it goes. Never waits. */
  public PluginState state() {
    PluginState now = state;
    try {
      return current.map(now::telling).orElse(now);
    } catch (RuntimeException | LinkageError e) {
      logger.debug("{}: description failed", name, e);
      return now;
    }
  }

  /** Whether a round is asked for that has not begun. */
  public boolean isDue() {
    synchronized (queue) {
      return !queued.isEmpty();
    }
  }

  /** Whether a round for this goal state ended and no other is due. */
  public boolean isSettledFor(Optional<GoalState> goalState) {
    PluginState now = state;
    return now.settledFor().isPresent()
        && now.settledFor().get().goalState().equals(goalState)
        && now.work().isEmpty()
        && !isDue();
  }

  /** Plans soon; several requests before that make one plan. */
  public void replan(String why) {
    synchronized (queue) {
      if (stopped) {
        return;
      }
      if (!queued.isEmpty()) {
        return;
      }
      queued = why.isBlank() ? "asked for" : why;
    }
    lane.run(this::round);
  }

  /**
   * Has the plugin take away what a scope says before it plans next, which is soon.
   *
   * @param done runs when all of it is done
   */
  void remove(Removal scope, Runnable done, String why) {
    removal.set(new Order(scope, done));
    replan(why);
  }

  /** Has the plugin take away what a scope says, and no more. */
  void onlyRemove(Removal scope, Runnable done) {
    removal.set(new Order(scope, done));
    lane.run(this::remove);
  }

  /** Lets the plugin know if what it works on is not what is wanted any more. Never waits. */
  void overtake() {
    Optional<Wanted> now = inHand;
    if (now.isEmpty() || now.get().equals(wanted.get())) {
      return;
    }
    try {
      plugin.overtaken();
    } catch (RuntimeException | LinkageError e) {
      logger.warn("{}: overtaken: {}", name, Causes.text(e));
    }
  }

  /** Begins nothing more and interrupts what runs, without waiting for it. */
  void stop() {
    synchronized (queue) {
      stopped = true;
      alarm.off();
    }
    if (state.work().isPresent()) {
      lane.abandon();
    }
  }

  private void round() {
    String why = begin();
    if (stopped) {
      return;
    }
    Wanted now = wanted.get();
    state = state.planning(why, clock.instant());
    inHand = Optional.of(now);
    remove();
    Timeline.Open planning = timeline.begin(name, "plan");
    Plan plan = plan("plan", () -> plugin.plan(now));
    told(planning, plan);
    // What came while it planned may have been told before it could make use of it.
    overtake();
    Round round = new Round(plan, new Teller());
    Outcome outcome = round.apply();
    inHand = Optional.empty();
    if (!stopped) {
      end(outcome, round.again(), now);
    }
  }

  /** A plan that finds nothing to do is worth telling only once. */
  private void told(Timeline.Open planning, Plan plan) {
    if (plan.isEmpty() && state.outcome().isPresent()) {
      planning.forget();
    } else {
      planning.end(plan.isEmpty() ? Result.of(plan.settled()) : Result.DONE);
    }
  }

  private String begin() {
    synchronized (queue) {
      String why = queued;
      queued = "";
      alarm.off();
      return why;
    }
  }

  /** What fails is told; it keeps the plugin from nothing. */
  private void remove() {
    Order order = removal.getAndSet(null);
    if (order == null) {
      return;
    }
    Round round = new Round(plan("removal", () -> plugin.removal(order.scope())), new Teller());
    Outcome outcome = round.apply();
    if (outcome instanceof Outcome.Failed failure) {
      logger.error("{}: removal failed ({}): {}", name, failure.code(), failure.text());
    } else if (outcome.isFine() && !stopped) {
      order.done().run();
    }
  }

  private interface Planning {
    Plan plan() throws Exception;
  }

  private Plan plan(String what, Planning planning) {
    try {
      Plan plan = planning.plan();
      return plan == null ? failed(what + " returned nothing") : plan;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(what + " was interrupted");
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      logger.debug("{}: {} failed", name, what, e);
      return failed(what + ": " + Causes.text(e));
    }
  }

  private static Plan failed(String text) {
    return Plan.nothing(new Outcome.Failed(Outcome.Failed.UNEXPECTED, text));
  }

  private void end(Outcome outcome, Optional<Instant> again, Wanted now) {
    Optional<Outcome> before = state.outcome();
    state = state.ended(outcome, again, now, clock.instant());
    again.ifPresent(this::planAt);
    if (before.isEmpty() || !before.get().equals(outcome)) {
      tell(outcome);
    }
    changed.run();
  }

  private void planAt(Instant time) {
    Duration delay = Duration.between(clock.instant(), time);
    Duration wait = delay.compareTo(SHORTEST) < 0 ? SHORTEST : delay;
    synchronized (queue) {
      if (!stopped) {
        alarm.set(wait, () -> replan("the time it named has come"));
      }
    }
  }

  private void tell(Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      logger.error("{} failed ({}): {}", name, failed.code(), failed.text());
    } else if (outcome instanceof Outcome.RetryLater later) {
      logger.warn("{} tries again at {}: {}", name, later.when(), later.why());
    } else if (outcome instanceof Outcome.Running on) {
      logger.info("{} goes on until {} at most: {}", name, on.deadline(), on.what());
    } else if (outcome instanceof Outcome.NotApplicable not) {
      logger.info("{} has nothing to do here: {}", name, not.why());
    } else {
      logger.info("{} is as wanted", name);
    }
  }

  /** Keeps the state readable while a plan is applied, and the log short. */
  private final class Teller implements Round.Watcher {
    private Timeline.Open span;

    @Override
    public void begins(Change change) {
      state = state.applying(change, clock.instant());
      current = Optional.of(change);
      span = timeline.begin(name, change.description());
      logger.info("{}: {}", name, change.description());
      changed.run();
    }

    @Override
    public void ended(Change change, Outcome outcome) {
      current = Optional.empty();
      span.end(Result.of(outcome));
      if (outcome instanceof Outcome.Failed failed && !stopped) {
        logger.warn("{}: {} failed: {}", name, change.description(), failed.text());
      }
      changed.run();
    }

    @Override
    public void skipped(Change change, String missing) {
      timeline.leftOut(name, change.description());
      logger.info("{}: {} left out, {} is not done", name, change.description(), missing);
    }

    @Override
    public boolean isOver() {
      return stopped;
    }
  }
}
