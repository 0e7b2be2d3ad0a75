// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.waagent.extension.handler.CommandKind;
import org.waagent.extension.handler.Json;
import org.waagent.goalstate.FlexibleVersion;

/** Parts of a journal that tell of work begun. Reading throws what gson throws on odd parts. */
final class StepFormat {
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
  private static final Duration LONGEST_LIMIT = Duration.ofDays(1);
  private static final int LONGEST_NAME = 200;

  private StepFormat() {}

  static JsonObject pass(PassId pass) {
    JsonObject json = new JsonObject();
    json.addProperty("goalState", pass.goalState());
    json.addProperty("start", pass.start());
    return json;
  }

  static PassId pass(JsonObject json) {
    return new PassId(text(json, "goalState"), text(json, "start"));
  }

  /** A member that is an object where it is there at all. */
  static Optional<JsonObject> part(JsonObject json, String name) {
    return Json.member(json, name).map(JsonElement::getAsJsonObject);
  }

  /** A version; it becomes part of a path. */
  static String version(JsonObject json, String name) {
    String version = text(json, name);
    if (!FlexibleVersion.isValid(version)) {
      throw new IllegalArgumentException(name + " is no version");
    }
    return version;
  }

  /** Name of settings; it becomes part of a path. */
  private static String settings(JsonObject json) {
    String name = text(json, "settings");
    if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0 || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("settings is no name");
    }
    return name;
  }

  /** A time that can be reckoned with. */
  static Instant instant(JsonObject json, String name) {
    Instant time = Instant.parse(text(json, name));
    if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
      throw new IllegalArgumentException(name + " is no time of ours");
    }
    return time;
  }

  private static Duration limit(JsonObject json) {
    Duration limit = Duration.parse(text(json, "limit"));
    if (limit.isNegative() || limit.compareTo(LONGEST_LIMIT) > 0) {
      throw new IllegalArgumentException("limit is no limit of ours");
    }
    return limit;
  }

  static JsonObject stage(Stage stage) {
    JsonObject json = new JsonObject();
    json.addProperty("settings", stage.settings());
    json.addProperty("sequenceNumber", stage.sequenceNumber());
    json.addProperty("since", stage.since().toString());
    return json;
  }

  static Stage stage(JsonObject json) {
    return new Stage(
        text(json, "settings"), json.get("sequenceNumber").getAsInt(), instant(json, "since"));
  }

  static JsonObject step(Step step) {
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

  static Step step(JsonObject json) {
    return new Step(
        CommandKind.of(text(json, "command")),
        version(json, "version"),
        settings(json),
        json.get("multiConfig").getAsBoolean(),
        json.get("sequenceNumber").getAsInt(),
        pass(json.getAsJsonObject("pass")),
        text(json, "line"),
        instant(json, "deadline"),
        limit(json));
  }

  static JsonObject finished(Finished finished) {
    JsonObject json = new JsonObject();
    json.add("step", step(finished.step()));
    json.addProperty("exitCode", finished.exitCode());
    json.addProperty("code", finished.code());
    json.addProperty("message", finished.message());
    return json;
  }

  static Finished finished(JsonObject json) {
    return new Finished(
        step(json.getAsJsonObject("step")),
        json.get("exitCode").getAsInt(),
        json.get("code").getAsInt(),
        text(json, "message"));
  }

  static String text(JsonObject json, String name) {
    Optional<String> text = Json.string(json, name);
    return text.orElseThrow(() -> new IllegalArgumentException("no " + name));
  }
}
