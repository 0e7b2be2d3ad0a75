// SPDX-License-Identifier: Apache-2.0
package org.waagent.core;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.log.Logger;
import org.waagent.core.condition.ConditionKeeper;
import org.waagent.core.lane.Lane;
import org.waagent.core.lane.Lanes;
import org.waagent.core.loop.DisableMarker;
import org.waagent.core.loop.Faults;
import org.waagent.core.loop.GoalStateLoop;
import org.waagent.core.loop.HeartbeatLine;
import org.waagent.core.loop.ReadyReport;
import org.waagent.core.loop.Seen;
import org.waagent.core.loop.SettingUp;
import org.waagent.core.plugins.Plugins;
import org.waagent.core.plugins.RemovalOrder;
import org.waagent.core.status.Convergence;
import org.waagent.core.status.LastAccepted;
import org.waagent.core.status.Publishing;
import org.waagent.core.status.Situation;
import org.waagent.core.status.StateFile;
import org.waagent.core.status.StatusPublisher;
import org.waagent.core.task.PeriodicTasks;
import org.waagent.core.timeline.Result;
import org.waagent.core.timeline.Span;
import org.waagent.core.timeline.Start;
import org.waagent.core.timeline.Starts;
import org.waagent.core.timeline.Timeline;
import org.waagent.goalstate.GoalState;
import org.waagent.host.GoalStateSource.Document;
import org.waagent.host.GoalStateSource.Unread;
import org.waagent.host.HealthSink.Health;
import org.waagent.host.HealthSink.Health.Ready;
import org.waagent.host.HostException;
import org.waagent.plugin.Conditions;
import org.waagent.plugin.GoalStateHistory;
import org.waagent.plugin.Progress;
import org.waagent.plugin.Wanted;

/** The loop with all that hangs on it, put together without a word of OSGi. */
final class Engine {
  private final Ports ports;
  private final GoalStateFiles files;
  private final Lane conditions;
  private final Plugins plugins;
  private final GoalStateLoop loop;
  private final Faults faults = new Faults();
  private final DisableMarker marker;
  private final Convergence convergence;
  private final StatusPublisher publisher;
  private final ReadyReport ready;
  private final ConditionKeeper keeper;
  private final SettingUp settingUp;
  private final HeartbeatLine heartbeat;
  private final Situation situation;
  private final StateFile stateFile;
  private final PeriodicTasks tasks;
  private final Starts starts;
  private Timeline.Open firstGoalState;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile Optional<Seen> newest = Optional.empty();
  private volatile ExtensionsConfig.Periods periods;

  Engine(Ports ports, ExtensionsConfig.Periods periods) {
    this.ports = ports;
    this.periods = periods;
    Lanes lanes = ports.lanes();
    Logger logger = ports.logger();
    this.files =
        new GoalStateFiles(
            ports.directories().lib(), ports.files(), lanes.lane("files"), lanes.clock(), logger);
    this.marker = new DisableMarker(ports.directories(), ports.files(), logger);
    this.conditions = lanes.lane("conditions");
    this.plugins =
        new Plugins(
            lanes,
            Wanted.nothing(ports.start()),
            this::pluginChanged,
            ports.timeline(),
            ports.without(),
            removalOrder(),
            logger);
    this.loop = loop();
    this.tasks = new PeriodicTasks(lanes, this::stateChanged, logger);
    this.convergence = new Convergence(logger, files::settled);
    this.publisher = publishing().publisher(lanes, this::regularPeriod, disk(), convergence);
    this.ready =
        new ReadyReport(this::tell, lanes.lane("health"), lanes.clock(), this::healthTold, logger);
    this.keeper =
        new ConditionKeeper(plugins::runners, this::declaredOwners, this::settled, logger);
    this.settingUp = new SettingUp(plugins::runners, keeper::waitingFor, ready);
    this.heartbeat = new HeartbeatLine(ports.agent(), lanes.clock(), logger, ports.heartbeat());
    this.situation = new Situation(parts(), ports.agent(), lanes.clock());
    this.stateFile = stateFile();
    this.starts = recorded();
    if (marker.look()) {
      rest();
    }
  }

  private RemovalOrder removalOrder() {
    return RemovalOrder.in(
        ports.directories().state("core"),
        ports.files(),
        ports.lanes(),
        () -> files.forgetFormer(newest.map(Seen::goalState)),
        ports.logger());
  }

  private GoalStateLoop loop() {
    return new GoalStateLoop(
        how -> ports.host().goalStates().get().poll(how),
        ports.lanes().clock(),
        ports.lanes().lane("loop"),
        this::pollPeriod,
        new Polling(),
        ports.logger());
  }

  private Starts recorded() {
    return new Starts(
        ports.directories().state("core"),
        ports.files(),
        ports.machine(),
        ports.lanes(),
        ports.start(),
        ports.timeline(),
        ports.logger());
  }

  private Set<String> declaredOwners(Set<String> ids) {
    Set<String> owned = new HashSet<>(ports.declaredOwners().apply(ids));
    owned.removeAll(plugins.leftOut());
    return owned;
  }

  private void tell(Health health) throws HostException {
    String what = health instanceof Ready ? "ready report" : "health report";
    Timeline.Open span = ports.timeline().begin(Span.AGENT, what);
    try {
      ports.host().health().get().report(health);
      span.end(Result.DONE);
    } finally {
      span.end(Result.LATER);
    }
  }

  private void settled(String condition) {
    if (condition.equals(Conditions.PROVISIONED) && !marker.isFound() && marker.look()) {
      rest();
    }
    ports.publish().accept(condition);
  }

  /** Nobody wants an agent here. The fabric still hears that the machine is ready, once. */
  private void rest() {
    plugins.onlySettingUp();
    publisher.stop();
    tasks.stop();
  }

  private void healthTold() {
    if (marker.isFound() && ready.state().accepted().isPresent()) {
      loop.stop();
    }
    stateChanged();
  }

  private StateFile stateFile() {
    return new StateFile(
        ports.directories().state("core"),
        ports.files(),
        ports.lanes(),
        situation,
        former -> LastAccepted.tell(former, publisher),
        ports.logger());
  }

  private Publishing.Disk disk() {
    return new Publishing.Disk(ports.directories().state("core"), ports.files(), files.history());
  }

  private Publishing publishing() {
    return new Publishing(
        plugins,
        () -> newest.map(Seen::goalState),
        (blob, text) -> ports.host().status().get().upload(blob, text),
        ports.machine(),
        ports.agent(),
        ports.logger(),
        new Publishing.Listener() {
          @Override
          public void blobMissing() {
            loop.refresh();
          }

          @Override
          public void changed() {
            stateChanged();
          }

          @Override
          public void awake(Duration next) {
            tasks.ride(next);
            stateFile.awake();
          }
        });
  }

  private Situation.Parts parts() {
    return new Situation.Parts(
        plugins, loop, faults, () -> newest, publisher, ready, keeper, convergence, tasks, marker);
  }

  /** Polls at once. Everything else follows. */
  void start() {
    synchronized (starts) {
      if (firstGoalState == null) {
        firstGoalState = ports.timeline().begin(Span.AGENT, "first goal state");
      }
    }
    loop.start();
  }

  /** What can wait until the first request is on its way. */
  void startRest() {
    look();
    stateFile.start();
    if (!marker.isFound()) {
      publisher.load();
    }
    files.tidyLater();
  }

  /** The whole agent is about to be taken down, part by part. */
  void leaving() {
    starts.close();
    stateFile.close();
  }

  void stop() {
    starts.close();
    stateFile.close();
    loop.stop();
    tasks.stop();
    publisher.stop();
    plugins.stop();
  }

  Plugins plugins() {
    return plugins;
  }

  GoalStateHistory history() {
    return files.additions();
  }

  Progress progress() {
    return new AgentProgress(loop, publisher, plugins, marker);
  }

  PeriodicTasks tasks() {
    return tasks;
  }

  List<Start> starts() {
    return starts.all();
  }

  Situation situation() {
    return situation;
  }

  void configure(ExtensionsConfig.Periods changed) {
    periods = changed;
  }

  private Duration pollPeriod() {
    return convergence.isPastFirst() ? periods.regular() : periods.initial();
  }

  private Duration regularPeriod() {
    return periods.regular();
  }

  private void pluginChanged() {
    if (newest.isPresent()) {
      publisher.soon();
    }
    if (!keeper.waitingFor().isEmpty() || !ready.isReady()) {
      look();
    }
    stateChanged();
  }

  private void look() {
    if (looking.compareAndSet(false, true)) {
      conditions.run(
          () -> {
            looking.set(false);
            keeper.look();
            settingUp.look();
          });
    }
  }

  private void stateChanged() {
    situation.changes().happened();
    stateFile.soon();
  }

  /** Takes what polls bring to all whom it concerns. */
  private final class Polling implements GoalStateLoop.Listener {
    private int failures;

    @Override
    public void fresh(GoalState goalState, List<Document> documents) {
      boolean first = newest.isEmpty();
      newest = Optional.of(new Seen(goalState, ports.lanes().clock().instant()));
      String id = goalState.extensions().id();
      ports
          .logger()
          .info("Goal state {} (incarnation {}) is in force", id, goalState.incarnation());
      convergence.begin(id);
      plugins.want(wanted(goalState), "new goal state " + id);
      files.fresh(goalState, documents);
      ready.goalStateKnown();
      if (first) {
        synchronized (starts) {
          firstGoalState.end(Result.DONE);
        }
      }
      if (first && !marker.isFound()) {
        publisher.start();
        tasks.begin();
      }
      publisher.soon();
      stateChanged();
    }

    @Override
    public void unchanged(GoalState goalState) {
      if (newest.isEmpty()) {
        // The host's bundle has known it longer than this core, which was replaced in between.
        fresh(goalState, List.of());
        return;
      }
      Seen former = newest.get();
      newest = Optional.of(new Seen(goalState, former.since()));
      if (!goalState.containerId().equals(former.goalState().containerId())) {
        plugins.want(wanted(goalState), "new container");
      }
    }

    private Wanted wanted(GoalState goalState) {
      return new Wanted(ports.start(), Optional.of(goalState), Optional.empty());
    }

    @Override
    public void unread(List<Unread> unread) {
      if (faults.changedTo(unread, ports.lanes().clock().instant())) {
        files.odd(unread);
        stateChanged();
      }
    }

    @Override
    public void polled() {
      int before = failures;
      failures = loop.polls().failures();
      if ((failures == 0) != (before == 0)) {
        stateChanged();
      }
      heartbeat.beat(failures);
    }
  }
}
