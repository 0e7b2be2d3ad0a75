// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.loop;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.log.Logger;
import org.waagent.os.Clock;

/**
 * The line that shows twice an hour that the agent runs, for the log and for telemetry. It rides on
 * the loop, without a timer.
 */
public final class HeartbeatLine {
  private static final Duration PERIOD = Duration.ofMinutes(30);

  private final RunningAgent agent;
  private final Clock clock;
  private final Logger logger;
  private final Consumer<String> listener;
  private String id = "";
  private int count;
  private Duration last = Duration.ZERO;

  /**
   * @param agent as a whole
   * @param listener gets each line as well
   */
  public HeartbeatLine(RunningAgent agent, Clock clock, Logger logger, Consumer<String> listener) {
    this.agent = agent;
    this.clock = clock;
    this.logger = logger;
    this.listener = listener;
  }

  /** A poll ended; used on one lane only. */
  public void beat(int pollErrors) {
    Duration now = clock.sinceStart();
    if (count > 0 && now.minus(last).compareTo(PERIOD) < 0) {
      return;
    }
    if (count == 0) {
      id = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
    }
    last = now;
    String line =
        "[HEARTBEAT] Agent WALinuxAgent-"
            + agent.version()
            + " is running as the goal state agent [DEBUG HeartbeatCounter: "
            + count
            + ";HeartbeatId: "
            + id
            + ";UpdateGSErrors: "
            + pollErrors
            + ";AutoUpdate: "
            + (agent.isAutomatic() ? 1 : 0)
            + ";UpdateMode: "
            + (agent.updateStatus().isPresent() ? "RSM" : "SelfUpdate")
            + ";]";
    logger.info("{}", line);
    listener.accept(line);
    count++;
  }
}
