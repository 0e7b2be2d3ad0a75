// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.verb;

import static org.waagent.core.verb.Latest.number;
import static org.waagent.core.verb.Latest.part;
import static org.waagent.core.verb.Latest.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A situation as lines for people. */
final class StatusText {
  private final JsonObject json;
  private final Ages ages;
  private final List<String> lines = new ArrayList<>();

  private StatusText(JsonObject json) {
    this.json = json;
    this.ages = new Ages(Instant.parse(text(json, "at")));
  }

  static List<String> lines(JsonObject json) {
    StatusText text = new StatusText(json);
    text.all();
    return List.copyOf(text.lines);
  }

  /** What the agent does now, on one line. */
  static String now(JsonObject json) {
    return new StatusText(json).doing();
  }

  private void all() {
    lines.add("Agent:       " + text(json, "version"));
    lines.add("Now:         " + doing());
    lines.add("Goal state:  " + goalState());
    lines.add("Polling:     " + polling());
    each("notUnderstood", this::fault);
    lines.add("Status:      " + report());
    outbox();
    lines.add("Ready:       " + ready());
    lines.add("Settled:     " + (json.get("settled").getAsBoolean() ? "yes" : "no"));
    each("plugins", "Plugins:", this::plugin);
    features();
    each("handlers", "Handlers:", this::handler);
    each("tasks", "Tasks:", this::task);
  }

  /** Only what is wrong with them. */
  private void features() {
    if (json.get("features") instanceof JsonArray troubles && !troubles.isEmpty()) {
      lines.add("Features:");
      troubles.forEach(trouble -> lines.add("  " + trouble.getAsString()));
    }
  }

  private void each(String name, String title, Consumer<JsonObject> one) {
    if (json.get(name) instanceof JsonArray array && !array.isEmpty()) {
      lines.add(title);
      each(name, one);
    }
  }

  private void each(String name, Consumer<JsonObject> one) {
    if (json.get(name) instanceof JsonArray array) {
      for (JsonElement element : array) {
        one.accept(element.getAsJsonObject());
      }
    }
  }

  private String doing() {
    if (json.get("plugins") instanceof JsonArray plugins) {
      for (JsonElement element : plugins) {
        JsonObject plugin = element.getAsJsonObject();
        if (plugin.has("doing")) {
          return text(plugin, "name") + ": " + doing(plugin);
        }
      }
    }
    if (json.has("disabledBy")) {
      return "rests, as "
          + text(json, "disabledBy")
          + " says; to have it work, remove the file and restart the agent";
    }
    JsonObject polls = part(json, "polls");
    if (polls.has("since")) {
      return "asks for the goal state, began " + ages.ago(text(polls, "since"));
    }
    return json.has("goalState") ? "waits for a new goal state" : "waits for a first goal state";
  }

  private String doing(JsonObject plugin) {
    String deadline =
        plugin.has("deadline") ? ", given up " + ages.in(text(plugin, "deadline")) : "";
    return text(plugin, "doing") + ", began " + ages.ago(text(plugin, "doingSince")) + deadline;
  }

  private String goalState() {
    if (!json.has("goalState")) {
      return "none yet";
    }
    JsonObject goalState = part(json, "goalState");
    return text(goalState, "id")
        + " (incarnation "
        + text(goalState, "incarnation")
        + ", from "
        + text(goalState, "source")
        + "), seen "
        + ages.ago(text(goalState, "since"));
  }

  private String polling() {
    JsonObject polls = part(json, "polls");
    String answered = "last answer " + ages.ago(text(polls, "lastSuccess"));
    return answered + trouble(polls) + asking(polls) + next(polls);
  }

  // A poll can take minutes, so it is told since when one goes on.
  private static String asking(JsonObject polls) {
    return polls.has("since") ? "; asks since " + timeOfDay(text(polls, "since")) : "";
  }

  private static String timeOfDay(String time) {
    return time.substring(time.indexOf('T') + 1).replaceFirst("[.Z].*", "");
  }

  private void fault(JsonObject fault) {
    String name = text(fault, "document");
    String reason = text(fault, "reason");
    // A parser's message begins with the document's name, which this line has already.
    String why = reason.startsWith(name) ? reason.substring(name.length()) : reason;
    lines.add(
        "Not understood: "
            + name
            + " of "
            + text(fault, "tag")
            + ": "
            + (why.startsWith(": ") ? why.substring(2) : why.strip())
            + " (what was known before stays), since "
            + timeOfDay(text(fault, "since"))
            + ", "
            + ages.ago(text(fault, "since")));
  }

  private String report() {
    if (json.has("disabledBy")) {
      return "none is reported";
    }
    JsonObject report = part(json, "report");
    String accepted =
        report.has("accepted")
            ? "accepted "
                + ages.ago(text(report, "accepted"))
                + " through "
                + text(report, "channel")
            : "not accepted yet";
    String asking =
        report.has("asking") ? "; " + text(report, "asking") + " is asked for its part" : "";
    return accepted + trouble(report) + asking + next(report);
  }

  private String trouble(JsonObject part) {
    int failures = number(part, "failures");
    if (failures == 0) {
      return "";
    }
    String since =
        part.has("failingSince") ? ", first " + ages.ago(text(part, "failingSince")) : "";
    return "; failed " + failures + " times in a row" + since + ": " + text(part, "lastError");
  }

  private void outbox() {
    JsonObject report = part(json, "report");
    int superseded = number(report, "superseded");
    if (!report.has("undelivered") && superseded == 0) {
      return;
    }
    String waits =
        report.has("undelivered")
            ? "a status made " + ages.ago(text(report, "undelivered")) + " waits"
            : "empty";
    String replaced =
        superseded == 0 ? "" : "; " + superseded + " undelivered were replaced by newer ones";
    lines.add("Outbox:      " + waits + replaced);
  }

  private void task(JsonObject task) {
    String error = text(task, "lastError");
    StringBuilder line = new StringBuilder("  " + text(task, "name"));
    line.append(", each ").append(text(task, "period")).append(" s: ");
    if (task.has("since")) {
      line.append("runs, began ").append(ages.ago(text(task, "since")));
      line.append(task.has("last") ? "; before that " : "");
    }
    if (task.has("last")) {
      line.append("ran ").append(ages.ago(text(task, "last")));
      line.append(error.isEmpty() ? ", fine" : trouble(task));
    } else if (!task.has("since")) {
      line.append("did not run yet");
    }
    lines.add(line.append(next(task)).toString());
  }

  private String next(JsonObject part) {
    return part.has("next") ? "; next " + ages.in(text(part, "next")) : "";
  }

  private String ready() {
    JsonObject ready = part(json, "ready");
    if (ready.has("accepted")) {
      return "reported " + ages.ago(text(ready, "accepted"));
    }
    if (ready.has("lastError")) {
      return "not accepted: " + text(ready, "lastError") + next(ready);
    }
    boolean waiting = json.get("waitingFor") instanceof JsonArray array && !array.isEmpty();
    return waiting ? "not reported yet, waits for " + json.get("waitingFor") : "not reported yet";
  }

  private void plugin(JsonObject plugin) {
    String outcome = plugin.has("outcome") ? text(plugin, "outcome") : "not planned yet";
    StringBuilder line = new StringBuilder("  " + text(plugin, "name") + " ");
    line.append(text(plugin, "version")).append(": ").append(outcome);
    if (number(plugin, "code") != 0) {
      line.append(" (").append(text(plugin, "code")).append(')');
    }
    if (!text(plugin, "text").isEmpty()) {
      line.append(": ").append(text(plugin, "text"));
    }
    if (plugin.has("since")) {
      line.append(", ").append(ages.ago(text(plugin, "since")));
    }
    line.append(plugin.has("next") ? "; planned again " + ages.in(text(plugin, "next")) : "");
    lines.add(line.toString());
    if (plugin.has("doing")) {
      lines.add("    now: " + doing(plugin));
    }
  }

  private void handler(JsonObject handler) {
    lines.add(
        "  "
            + text(handler, "name")
            + " "
            + text(handler, "version")
            + ": "
            + text(handler, "state")
            + code(handler)
            + said(handler));
    if (handler.has("extension")) {
      JsonObject extension = part(handler, "extension");
      lines.add(
          "    "
              + text(extension, "name")
              + ", settings "
              + text(extension, "sequenceNumber")
              + ": "
              + text(extension, "state")
              + said(extension));
    }
  }

  private static String code(JsonObject part) {
    return number(part, "code") == 0 ? "" : " (" + text(part, "code") + ")";
  }

  private static String said(JsonObject part) {
    String message = text(part, "message");
    return message.isEmpty() ? "" : ": " + message.replace("\n", " | ");
  }
}
