// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry;

import java.io.IOException;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.os.Clock;
import org.waagent.plugin.PeriodicTask;
import org.waagent.telemetry.config.DebugConfig;

/** Looks each minute for events that others wrote; at those of extensions less often. */
@Component(
    service = PeriodicTask.class,
    configurationPid = DebugConfig.PID,
    property = {PeriodicTask.NAME + "=telemetry-events", PeriodicTask.PERIOD + ":Integer=60"})
public final class CollectionTask implements PeriodicTask {
  /** A run that is a moment early counts as on time. */
  private static final Duration EARLY = Duration.ofSeconds(10);

  private final Telemetry telemetry;
  private final Clock clock;
  private final Duration period;
  private Duration due = Duration.ZERO;

  @Activate
  public CollectionTask(
      DebugConfig config, @Reference Telemetry telemetry, @Reference Clock clock) {
    this(Duration.ofSeconds(config.etpCollectionPeriod()), telemetry, clock);
  }

  CollectionTask(Duration period, Telemetry telemetry, Clock clock) {
    this.period = period;
    this.telemetry = telemetry;
    this.clock = clock;
  }

  @Override
  public void run() throws IOException {
    Duration now = clock.sinceStart();
    if (now.plus(EARLY).compareTo(due) >= 0) {
      due = now.plus(period);
      telemetry.collectExtensions();
    }
    telemetry.collectLegacy();
  }
}
