// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.waagent.agent.Agent;
import org.waagent.agent.Trace;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.StatusDocument;

/** Looks at the agent from outside, and at what the host got of it. */
final class Observer {
  private static final int LINES_TOLD = 60;

  private final AzureHost host;
  private final SimulatedAgent simulated;
  private final Wishes wishes;
  private final Weather weather;
  private final Trace trace;

  Observer(AzureHost host, SimulatedAgent simulated, Wishes wishes, Weather weather, Trace trace) {
    this.host = host;
    this.simulated = simulated;
    this.wishes = wishes;
    this.weather = weather;
    this.trace = trace;
  }

  /** After some quiet the agent has done what is wanted and has said so. */
  void checkSettled() {
    StatusDocument last = host.lastStatus().orElseThrow();
    assertThat(wishes.areIn(last))
        .as("%s wanted; the last status is %s", wishes.all(), last)
        .isTrue();
  }

  Row row(Duration took) throws IOException {
    Agent agent = simulated.agent();
    Path lib = agent.lib();
    return new Row(
        simulated.now(),
        simulated.holdings(),
        Disk.of(lib),
        Disk.of(lib.resolve("history")),
        Disk.of(agent.extensionLogs()),
        Disk.ofLog(agent.logFile()),
        wishes.published(),
        weather.count(),
        trace.commands().size(),
        host.count(),
        host.statusCount(),
        took);
  }

  /** What helps who wonders why it failed. */
  void tell() throws IOException {
    List<String> log = simulated.agent().log().lines().toList();
    System.out.println("the end of its log:");
    log.subList(Math.max(0, log.size() - LINES_TOLD), log.size())
        .forEach(line -> System.out.println("  " + line));
    System.out.println("below Lib.Dir: " + Disk.entries(simulated.agent().lib()));
    System.out.println("what Azure would not have taken: " + host.violations());
  }
}
