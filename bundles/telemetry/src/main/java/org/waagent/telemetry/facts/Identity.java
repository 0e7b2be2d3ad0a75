// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.facts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;
import org.waagent.goalstate.GoalState;
import org.waagent.host.HostException;
import org.waagent.host.InstanceMetadata;
import org.waagent.host.InstanceMetadata.Compute;
import org.waagent.os.Clock;
import org.waagent.os.Files;
import org.waagent.os.Machine;
import org.waagent.telemetry.event.Field;
import org.waagent.telemetry.event.TelemetryEvent;

/** Who sends: the agent, its machine, and what the platform calls it. */
public final class Identity {
  /** Name of the agent, for the platform. */
  public static final String AGENT = "WALinuxAgent";

  private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final String version;
  private final Files files;
  private final Machine machine;
  private final Supplier<InstanceMetadata> metadata;
  private final Clock clock;
  private final Logger logger;
  private final Object asking = new Object();
  private final Object telling = new Object();
  private MachineFacts machineFacts;
  private volatile Platform platform = Platform.UNKNOWN;
  private Duration pause = FIRST_PAUSE;
  private Duration next = Duration.ZERO;

  /**
   * @param version of the agent
   * @param metadata is asked for when it is needed
   */
  public Identity(
      String version,
      Files files,
      Machine machine,
      Supplier<InstanceMetadata> metadata,
      Clock clock,
      Logger logger) {
    this.version = version;
    this.files = files;
    this.machine = machine;
    this.metadata = metadata;
    this.clock = clock;
    this.logger = logger;
  }

  /** What the platform told, and the facts made of it once: each event carries them. */
  private record Platform(
      Optional<GoalState> goalState, Optional<Compute> compute, Fact container, List<Fact> facts) {
    static final Platform UNKNOWN = of(Optional.empty(), Optional.empty());

    static Platform of(Optional<GoalState> goalState, Optional<Compute> compute) {
      return new Platform(
          goalState,
          compute,
          PlatformFacts.container(goalState),
          PlatformFacts.of(goalState, compute));
    }
  }

  /** The newest goal state. */
  public void goalState(GoalState newest) {
    synchronized (telling) {
      platform = Platform.of(Optional.of(newest), platform.compute());
    }
  }

  private void compute(Compute told) {
    synchronized (telling) {
      platform = Platform.of(platform.goalState(), Optional.of(told));
    }
  }

  /** Version of the agent. */
  public String version() {
    return version;
  }

  /** Asks the metadata service, if that is not done and not just failed. */
  public void ask() {
    // A lock apart from that of the facts: whoever makes an event must not wait for the answer.
    synchronized (asking) {
      askOnce();
    }
  }

  private void askOnce() {
    if (platform.compute().isPresent() || clock.sinceStart().compareTo(next) < 0) {
      return;
    }
    try {
      compute(metadata.get().compute());
    } catch (HostException e) {
      logger.info("Events go without facts of the metadata service: {}", e.getMessage());
      next = clock.sinceStart().plus(pause);
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
  }

  /** Id of this process; 0 where the system tells none. */
  public long pid() {
    return machineFacts().pid();
  }

  /** What goes before the time of an event. */
  public List<Fact> head() {
    return List.of(
        new Fact(Field.of("GAVersion", AGENT + '-' + version), "the agent"), platform.container());
  }

  /** What every event ends with. */
  public List<Fact> tail() {
    List<Fact> facts = new ArrayList<>(machineFacts().facts());
    facts.addAll(platform.facts());
    return facts;
  }

  /** The event with what was not known when it was made and is known now. */
  public TelemetryEvent completed(TelemetryEvent event) {
    boolean whole = true;
    for (Field field : event.fields()) {
      whole &= !isGap(field);
    }
    return whole ? event : event.with(this::now);
  }

  private static boolean isGap(Field field) {
    return field.text().equals(field.name() + PlatformFacts.GAP)
        || field.name().equals("ImageOrigin") && field.text().equals("0");
  }

  private Field now(Field field) {
    if (!isGap(field)) {
      return field;
    }
    Platform known = platform;
    for (Fact fact : known.facts()) {
      if (fact.field().name().equals(field.name())) {
        return fact.field();
      }
    }
    Field container = known.container().field();
    return container.name().equals(field.name()) ? container : field;
  }

  private synchronized MachineFacts machineFacts() {
    if (machineFacts == null) {
      machineFacts = new MachineFacts(files, machine);
    }
    return machineFacts;
  }
}
