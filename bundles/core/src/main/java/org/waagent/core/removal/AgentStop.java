// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.os.Machine;
import org.waagent.os.Processes;
import org.waagent.os.Services;
import org.waagent.plugin.Change;
import org.waagent.plugin.Effect;
import org.waagent.plugin.Outcome;

/** Stops the agent that runs, by the service it is or else by its pid file. */
final class AgentStop implements Change {
  /** Code of the outcome where the agent still runs. */
  static final int STILL_RUNS = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Machine machine;
  private final Services services;
  private final Processes processes;
  private final RunningDaemon daemon;

  AgentStop(
      Machine machine,
      Services services,
      Processes processes,
      Files files,
      Directories directories) {
    this.machine = machine;
    this.services = services;
    this.processes = processes;
    this.daemon = new RunningDaemon(processes, files, directories.pidFile());
  }

  @Override
  public String id() {
    return "stop the agent";
  }

  @Override
  public List<Effect> effects() {
    return List.of(Effect.service(machine.distro().agentService()));
  }

  @Override
  public Optional<String> warning() {
    return Optional.of("The agent's service will be stopped.");
  }

  @Override
  public Outcome apply() throws IOException, InterruptedException {
    String service = machine.distro().agentService();
    if (services.isRunning(service)) {
      services.stop(service);
    }
    Optional<Long> pid = daemon.find();
    if (pid.isPresent() && !processes.end(pid.get(), PATIENCE)) {
      return new Outcome.Failed(STILL_RUNS, "the agent still runs as process " + pid.get());
    }
    return Outcome.done();
  }
}
