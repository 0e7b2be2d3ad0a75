// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.waagent.extension.handler.Json;
import org.waagent.goalstate.HandlerName;

/** A journal for people: what was begun for which goal state and settings, and what came of it. */
public final class JournalText {
  private JournalText() {}

  /** The journal as it is on disk, with the name of its handler. */
  public static JsonObject json(HandlerName name, Journal journal) {
    JsonObject json = JournalFormat.write(journal).getAsJsonObject();
    json.addProperty("handler", name.text());
    return json;
  }

  /** The same as lines. */
  public static List<String> lines(JsonObject json) {
    List<String> lines = new ArrayList<>();
    lines.add(text(json, "handler"));
    Json.object(json, "pass")
        .ifPresent(
            pass ->
                lines.add(
                    "  "
                        + text(pass, "goalState")
                        + (json.has("version") ? ", version " + text(json, "version") : "")));
    Json.object(json, "stage")
        .ifPresent(
            stage ->
                lines.add("  working on" + settings(stage) + " since " + text(stage, "since")));
    Json.object(json, "step").ifPresent(step -> lines.add("  " + running(step)));
    Json.object(json, "update")
        .ifPresent(
            update ->
                lines.add(
                    "  updating from %s to %s, next: %s"
                        .formatted(
                            text(update, "from"), text(update, "to"), text(update, "phase"))));
    for (Map.Entry<String, JsonElement> result :
        json.getAsJsonObject("results").asMap().entrySet()) {
      lines.add("  " + result(result.getKey(), result.getValue().getAsJsonObject()));
    }
    for (JsonElement past : json.getAsJsonArray("past")) {
      lines.add("  " + past(past.getAsJsonObject()));
    }
    return lines;
  }

  private static String running(JsonObject step) {
    return "%s %s%s begun for %s, until %s at most"
        .formatted(
            text(step, "command"),
            text(step, "version"),
            settings(step),
            text(step.getAsJsonObject("pass"), "goalState"),
            text(step, "deadline"));
  }

  private static String result(String settings, JsonObject result) {
    String of = settings.isEmpty() ? "result" : "result of " + settings;
    int code = result.get("code").getAsInt();
    String message = text(result, "message");
    return code == 0 && message.isEmpty()
        ? of + ": success"
        : of + ": code " + code + ", " + firstLine(message);
  }

  private static String past(JsonObject past) {
    Instant began = Instant.parse(text(past, "began"));
    Duration took = Duration.between(began, Instant.parse(text(past, "ended")));
    int code = past.get("code").getAsInt();
    return "%s %s %s%s for %s: %s, %d ms"
        .formatted(
            began,
            text(past, "command"),
            text(past, "version"),
            settings(past),
            text(past, "goalState"),
            code == 0 ? "success" : "code " + code + ", exit code " + past.get("exitCode"),
            took.toMillis());
  }

  private static String settings(JsonObject json) {
    String name = text(json, "settings");
    return " settings " + (name.isEmpty() ? "" : name + " ") + json.get("sequenceNumber");
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  private static String text(JsonObject json, String name) {
    return Json.string(json, name).orElse("");
  }
}
