// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.NotInTime;

/** Plays a scenario on a host that has started with its first goal state. */
final class Player {
  private static final Duration FOR_EVER = Duration.ofDays(365);

  private final AzureHost host;
  private final Scenario scenario;
  private final Narrator narrator;
  private final Instant start = Instant.now();
  private final Instant end;

  Player(AzureHost host, Scenario scenario, Narrator narrator, Optional<Duration> timeout) {
    this.host = host;
    this.scenario = scenario;
    this.narrator = narrator;
    this.end = start.plus(timeout.orElse(FOR_EVER));
  }

  /** What the host serves from its start. */
  static GoalState first(Scenario scenario) {
    Step step = scenario.steps().get(0);
    return step.isFromTheStart() ? step.goal() : GoalState.of();
  }

  /** Publishes all goal states in their time; false when the time-out came before. */
  boolean play() throws InterruptedException {
    startFaults();
    for (Step step : scenario.steps()) {
      if (!waitFor(step)) {
        return false;
      }
      publish(step);
    }
    return true;
  }

  /** Waits for the status that the scenario expects; false when it did not come in time. */
  boolean awaitSuccess() {
    narrator.say(Instant.now(), "waiting for: " + scenario.expected());
    try {
      host.awaitStatus(
          s ->
              s.agentStatus().equals("Ready")
                  && scenario.expected().stream().allMatch(c -> c.holds(s)),
          left());
      return true;
    } catch (NotInTime e) {
      return false;
    }
  }

  void awaitTimeout() throws InterruptedException {
    sleepUntil(end);
  }

  private void startFaults() {
    List<TimedFault> faults = new ArrayList<>(scenario.faults());
    faults.sort(Comparator.comparing(TimedFault::at));
    faults.stream().filter(f -> f.at().isZero()).forEach(this::begin);
    List<TimedFault> later = faults.stream().filter(f -> !f.at().isZero()).toList();
    if (!later.isEmpty()) {
      Thread thread = new Thread(() -> beginInTime(later), "azure-host faults");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void beginInTime(List<TimedFault> faults) {
    try {
      for (TimedFault fault : faults) {
        sleepUntil(start.plus(fault.at()));
        begin(fault);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin(TimedFault fault) {
    fault.begin(host);
    narrator.say(Instant.now(), fault.toString());
  }

  private boolean waitFor(Step step) throws InterruptedException {
    if (step.at().isPresent()) {
      Instant time = start.plus(step.at().get());
      sleepUntil(time.isBefore(end) ? time : end);
      return time.isBefore(end);
    }
    try {
      step.after().ifPresent(this::await);
      return true;
    } catch (NotInTime e) {
      return false;
    }
  }

  private void await(Condition condition) {
    narrator.say(Instant.now(), "waiting for: " + condition);
    host.awaitStatus(condition::holds, left());
  }

  private void publish(Step step) {
    step.migrate()
        .map(host::migrate)
        .ifPresent(m -> narrator.say(Instant.now(), "moved to container " + m.containerId()));
    boolean first = step == scenario.steps().get(0) && step.isFromTheStart();
    String id = first ? "the first goal state" : host.publish(step.goal());
    String extensions =
        step.goal().extensions().stream()
            .map(e -> e.name() + " " + e.version() + " " + e.state().word())
            .collect(Collectors.joining(", "));
    narrator.say(Instant.now(), "published " + id + ": [" + extensions + "]");
  }

  private Duration left() {
    Duration left = Duration.between(Instant.now(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static void sleepUntil(Instant time) throws InterruptedException {
    long millis = Duration.between(Instant.now(), time).toMillis();
    if (millis > 0) {
      Thread.sleep(millis);
    }
  }
}
