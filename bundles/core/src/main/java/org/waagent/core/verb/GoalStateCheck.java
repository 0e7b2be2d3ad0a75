// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.verb;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.os.Clock;
import org.waagent.plugin.Check;

/** Whether a goal state was fetched lately. */
@Component(service = Check.class)
public final class GoalStateCheck implements Check {
  private final LatestSource source;
  private final Clock clock;

  @Activate
  public GoalStateCheck(@Reference LatestSource source, @Reference Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "goal-state";
  }

  @Override
  public Finding look() throws IOException {
    Latest latest = source.latest();
    Ages ages = new Ages(clock.instant());
    if (!latest.live()) {
      return new Finding(Severity.WARNING, last(latest, ages), "Start the agent.");
    }
    JsonObject polls = Latest.part(latest.json().orElseThrow(), "polls");
    if (Latest.number(polls, "failures") > 0) {
      return new Finding(
          Severity.ERROR,
          "fetching the goal state fails: " + Latest.text(polls, "lastError"),
          "See what the check wire-server says. On Azure nothing may block "
              + "168.63.129.16, ports 80 and 32526.");
    }
    String success = Latest.text(polls, "lastSuccess");
    return success.isEmpty()
        ? new Finding(Severity.WARNING, "no goal state was fetched yet", "Ask again in a minute.")
        : Finding.fine("fetched " + ages.ago(success));
  }

  private static String last(Latest latest, Ages ages) {
    if (latest.json().isEmpty()) {
      return "no agent is running, and none has left a state";
    }
    JsonObject json = latest.json().get();
    Instant at = Instant.parse(Latest.text(json, "at"));
    String id = Latest.text(Latest.part(json, "goalState"), "id");
    return "no agent is running; the last one, "
        + ages.ago(at.toString())
        + ", had "
        + (id.isEmpty() ? "no goal state" : "the goal state " + id);
  }
}
