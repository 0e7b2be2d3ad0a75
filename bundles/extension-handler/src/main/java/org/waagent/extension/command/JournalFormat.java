// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waagent.extension.handler.CommandKind;
import org.waagent.extension.handler.Json;
import org.waagent.extension.handler.MalformedJson;

/** A journal as JSON. */
final class JournalFormat {
  private JournalFormat() {}

  static JsonElement write(Journal journal) {
    JsonObject json = new JsonObject();
    journal.pass().ifPresent(pass -> json.add("pass", pass(pass)));
    journal.version().ifPresent(version -> json.addProperty("version", version));
    JsonObject results = new JsonObject();
    journal.results().forEach((name, result) -> results.add(name, result(result)));
    json.add("results", results);
    journal.step().ifPresent(step -> json.add("step", step(step)));
    journal.last().ifPresent(last -> json.add("last", finished(last)));
    journal.update().ifPresent(update -> json.add("update", update(update)));
    return json;
  }

  static Journal read(String text) throws MalformedJson {
    try {
      JsonObject json = Json.parse(text).getAsJsonObject();
      Map<String, UnitResult> results = new LinkedHashMap<>();
      Json.object(json, "results")
          .ifPresent(all -> all.asMap().forEach((name, r) -> results.put(name, result(r))));
      return new Journal(
          Json.object(json, "pass").map(JournalFormat::pass),
          Json.string(json, "version"),
          results,
          Json.object(json, "step").map(JournalFormat::step),
          Json.object(json, "last").map(JournalFormat::finished),
          Json.object(json, "update").map(JournalFormat::update));
    } catch (RuntimeException e) {
      throw new MalformedJson(e);
    }
  }

  static JsonObject pass(PassId pass) {
    JsonObject json = new JsonObject();
    json.addProperty("goalState", pass.goalState());
    json.addProperty("start", pass.start());
    return json;
  }

  static PassId pass(JsonObject json) {
    return new PassId(text(json, "goalState"), text(json, "start"));
  }

  private static JsonObject result(UnitResult result) {
    JsonObject json = new JsonObject();
    json.addProperty("code", result.code());
    json.addProperty("message", result.message());
    return json;
  }

  private static UnitResult result(JsonElement element) {
    JsonObject json = element.getAsJsonObject();
    return new UnitResult(json.get("code").getAsInt(), text(json, "message"));
  }

  private static JsonObject step(Step step) {
    JsonObject json = new JsonObject();
    json.addProperty("command", step.kind().word());
    json.addProperty("version", step.version());
    json.addProperty("settings", step.settings());
    json.addProperty("multiConfig", step.multiConfig());
    json.addProperty("sequenceNumber", step.sequenceNumber());
    json.add("pass", pass(step.pass()));
    json.addProperty("line", step.line());
    json.addProperty("deadline", step.deadline().toString());
    json.addProperty("limit", step.limit().toString());
    return json;
  }

  private static Step step(JsonObject json) {
    return new Step(
        CommandKind.of(text(json, "command")),
        text(json, "version"),
        text(json, "settings"),
        json.get("multiConfig").getAsBoolean(),
        json.get("sequenceNumber").getAsInt(),
        pass(json.getAsJsonObject("pass")),
        text(json, "line"),
        Instant.parse(text(json, "deadline")),
        Duration.parse(text(json, "limit")));
  }

  private static JsonObject finished(Finished finished) {
    JsonObject json = new JsonObject();
    json.add("step", step(finished.step()));
    json.addProperty("exitCode", finished.exitCode());
    json.addProperty("code", finished.code());
    json.addProperty("message", finished.message());
    return json;
  }

  private static Finished finished(JsonObject json) {
    return new Finished(
        step(json.getAsJsonObject("step")),
        json.get("exitCode").getAsInt(),
        json.get("code").getAsInt(),
        text(json, "message"));
  }

  private static JsonObject update(Update update) {
    JsonObject json = new JsonObject();
    json.addProperty("from", update.from());
    json.addProperty("to", update.to());
    json.addProperty("phase", update.phase().name());
    JsonArray names = new JsonArray();
    update.toDisable().forEach(names::add);
    json.add("toDisable", names);
    JsonObject codes = new JsonObject();
    update.disableCodes().forEach(codes::addProperty);
    json.add("disableCodes", codes);
    json.addProperty("uninstallCode", update.uninstallCode());
    return json;
  }

  private static Update update(JsonObject json) {
    List<String> names = new ArrayList<>();
    json.getAsJsonArray("toDisable").forEach(name -> names.add(name.getAsString()));
    Map<String, String> codes = new LinkedHashMap<>();
    json.getAsJsonObject("disableCodes").asMap().forEach((k, v) -> codes.put(k, v.getAsString()));
    return new Update(
        text(json, "from"),
        text(json, "to"),
        Update.Phase.valueOf(text(json, "phase")),
        names,
        codes,
        text(json, "uninstallCode"));
  }

  private static String text(JsonObject json, String name) {
    Optional<String> text = Json.string(json, name);
    return text.orElseThrow(() -> new IllegalArgumentException("no " + name));
  }
}
