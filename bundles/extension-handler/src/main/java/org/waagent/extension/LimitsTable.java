// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import org.waagent.extension.command.Limits;
import org.waagent.extension.handler.CommandKind;
import org.waagent.extension.status.StatusLimits;

/** The limits extensions live within, in one table for those who write or run them. */
final class LimitsTable {
  private static final String SECONDS = "seconds";
  private static final String CHARACTERS = "characters";

  private final JsonArray rows = new JsonArray();

  private LimitsTable() {}

  static JsonArray of(Limits limits) {
    LimitsTable table = new LimitsTable();
    for (CommandKind kind : CommandKind.values()) {
      table.time(kind.word() + " command", limits.of(kind));
    }
    table.time("all waiting for dependencies in a goal state", limits.dependencies());
    // The next two are kept by those who fetch packages and send the status.
    table.time("fetching a package, all addresses", Duration.ofMinutes(5));
    table.time("oldest status the platform is left with", Duration.ofSeconds(60));
    table.time("age of a heartbeat that counts", StatusLimits.RESPONSIVE);
    table.row("status file that is read", StatusLimits.LARGEST_READ, "bytes");
    table.row("status file that is not cut", StatusLimits.LARGEST_FILE, CHARACTERS);
    table.row("message of a status that is cut", StatusLimits.LONGEST_MESSAGE, CHARACTERS);
    table.row("name or message of a substatus that is cut", StatusLimits.LONGEST_PART, CHARACTERS);
    table.row("substatuses of a status that is cut", StatusLimits.MOST_PARTS, "");
    table.row("message of a heartbeat", StatusLimits.LONGEST_BEAT, CHARACTERS);
    table.row("past settings kept of each name", PastSettings.KEPT, "");
    return table.rows;
  }

  private void time(String what, Duration most) {
    row(what, most.toSeconds(), SECONDS);
  }

  private void row(String what, long most, String unit) {
    JsonObject row = new JsonObject();
    row.addProperty("what", what);
    row.addProperty("most", most);
    row.addProperty("unit", unit);
    rows.add(row);
  }

  static String line(JsonObject row) {
    String unit = row.get("unit").getAsString();
    String most = row.get("most").getAsString() + (unit.isEmpty() ? "" : " " + unit);
    return "%-48s %s".formatted(row.get("what").getAsString(), most);
  }
}
