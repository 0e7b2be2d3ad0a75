// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.waagent.extension.handler.Json;
import org.waagent.extension.handler.MalformedJson;

/** A journal as JSON. */
final class JournalFormat {
  private static final int FORMAT = 1;

  private JournalFormat() {}

  static JsonElement write(Journal journal) {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    journal.pass().ifPresent(pass -> json.add("pass", StepFormat.pass(pass)));
    journal.version().ifPresent(version -> json.addProperty("version", version));
    journal.stage().ifPresent(stage -> json.add("stage", StepFormat.stage(stage)));
    JsonObject results = new JsonObject();
    journal.results().forEach((name, result) -> results.add(name, result(result)));
    json.add("results", results);
    journal.step().ifPresent(step -> json.add("step", StepFormat.step(step)));
    journal.last().ifPresent(last -> json.add("last", StepFormat.finished(last)));
    journal.update().ifPresent(update -> json.add("update", update(update)));
    JsonArray past = new JsonArray();
    journal.past().forEach(one -> past.add(PastFormat.write(one)));
    json.add("past", past);
    return json;
  }

  static Journal read(String text) throws MalformedJson {
    try {
      JsonObject json = Json.parse(text).getAsJsonObject();
      requireKnown(json);
      Map<String, UnitResult> results = new LinkedHashMap<>();
      StepFormat.part(json, "results")
          .ifPresent(all -> all.asMap().forEach((name, r) -> results.put(name, result(r))));
      return new Journal(
          StepFormat.part(json, "pass").map(StepFormat::pass),
          Json.member(json, "version").map(found -> StepFormat.version(json, "version")),
          StepFormat.part(json, "stage").map(StepFormat::stage),
          results,
          StepFormat.part(json, "step").map(StepFormat::step),
          StepFormat.part(json, "last").map(StepFormat::finished),
          StepFormat.part(json, "update").map(JournalFormat::update),
          past(json));
    } catch (RuntimeException e) {
      throw new MalformedJson(e);
    }
  }

  private static void requireKnown(JsonObject json) throws MalformedJson {
    JsonElement format = json.get("format");
    if (format != null && format.getAsInt() > FORMAT) {
      throw new MalformedJson("written by a newer agent, in format " + format);
    }
  }

  private static List<Past> past(JsonObject json) {
    List<Past> past = new ArrayList<>();
    JsonElement all = json.get("past");
    if (all != null) {
      all.getAsJsonArray().forEach(one -> past.add(PastFormat.read(one.getAsJsonObject())));
    }
    return past;
  }

  private static JsonObject result(UnitResult result) {
    JsonObject json = new JsonObject();
    json.addProperty("code", result.code());
    json.addProperty("message", result.message());
    return json;
  }

  private static UnitResult result(JsonElement element) {
    JsonObject json = element.getAsJsonObject();
    return new UnitResult(json.get("code").getAsInt(), StepFormat.text(json, "message"));
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
        StepFormat.version(json, "from"),
        StepFormat.version(json, "to"),
        Update.Phase.valueOf(StepFormat.text(json, "phase")),
        names,
        codes,
        StepFormat.text(json, "uninstallCode"));
  }
}
