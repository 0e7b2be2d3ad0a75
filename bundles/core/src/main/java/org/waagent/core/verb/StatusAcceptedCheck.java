// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.verb;

import com.google.gson.JsonObject;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.os.Clock;
import org.waagent.plugin.Check;

/** Whether Azure takes the status. */
@Component(service = Check.class)
public final class StatusAcceptedCheck implements Check {
  private final LatestSource source;
  private final Clock clock;

  @Activate
  public StatusAcceptedCheck(@Reference LatestSource source, @Reference Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "status-accepted";
  }

  @Override
  public Finding look() throws IOException {
    Latest latest = source.latest();
    if (!latest.live()) {
      return new Finding(
          Severity.WARNING, "no agent is running, so no status is reported", "Start the agent.");
    }
    if (latest.json().orElseThrow().has("disabledBy")) {
      return Finding.fine("none is reported on this machine");
    }
    JsonObject report = Latest.part(latest.json().orElseThrow(), "report");
    if (Latest.number(report, "failures") > 0) {
      return new Finding(
          Severity.ERROR,
          "the status is not accepted: " + Latest.text(report, "lastError"),
          "Azure takes a machine for dead when no status comes for about 25 minutes. See whether "
              + "port 32526 of 168.63.129.16, or else the storage account, can be reached.");
    }
    String accepted = Latest.text(report, "accepted");
    return accepted.isEmpty()
        ? new Finding(Severity.WARNING, "no status was reported yet", "Ask again in a minute.")
        : Finding.fine(
            "accepted "
                + new Ages(clock.instant()).ago(accepted)
                + " through "
                + Latest.text(report, "channel"));
  }
}
