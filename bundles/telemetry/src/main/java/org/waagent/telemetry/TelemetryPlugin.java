// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Wanted;

/** Hears of goal states, which name this machine for the platform. There is nothing to change. */
@Component(service = Plugin.class)
public final class TelemetryPlugin implements Plugin {
  private final Telemetry telemetry;

  @Activate
  public TelemetryPlugin(@Reference Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  @Override
  public String name() {
    return "telemetry";
  }

  @Override
  public Plan plan(Wanted wanted) {
    wanted.goalState().ifPresent(telemetry::goalState);
    return Plan.nothing();
  }
}
