// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.agent.Trace;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HostOptions;

/** A day of goal states and faults leaves nothing behind: the agent does not grow. */
final class DayTest {
  private static final boolean LONG = Boolean.getBoolean("waagent.long");
  private static final Duration PART = LONG ? Duration.ofHours(1) : Duration.ofMinutes(15);
  private static final int PARTS = LONG ? 24 : 8;

  @Test
  void doesNotGrow(@TempDir Path folder) throws Exception {
    long seed = Long.getLong("waagent.seed", System.nanoTime() % 1_000_000);
    System.out.println(PARTS + " parts of " + PART + ", -Dwaagent.seed=" + seed);
    Trace trace = new Trace(folder.resolve("trace"));
    try (AzureHost host =
        AzureHost.start(HostOptions.defaults().withVmSettings(), GoalState.of())) {
      List<String> lines = new ArrayList<>(host.confLines());
      lines.addAll(Bounds.CONFIGURATION);
      Bounds.fillLogs(SimulatedAgent.logFile(folder));
      try (SimulatedAgent agent = SimulatedAgent.start(folder, lines)) {
        Random random = new Random(seed);
        Wishes wishes = new Wishes(host, trace, random);
        Weather weather = new Weather(host, random);
        StatusFiles files = new StatusFiles(agent.agent().lib(), random);
        Day day = new Day(random, wishes, weather, files);
        Observer observer = new Observer(host, agent, wishes, weather, trace);
        wishes.begin();
        List<Row> rows = new Course(agent, day, observer).run(PARTS, PART);
        System.out.println(Row.rates(rows));
        Growth.check(rows);
        assertThat(agent.heldUp()).as("calls that waited for another's retries").isEmpty();
        assertThat(host.violations()).as("what Azure would not have taken").isEmpty();
      }
    }
  }
}
