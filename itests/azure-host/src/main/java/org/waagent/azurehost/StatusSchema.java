// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Set;
import java.util.function.Consumer;

/** The shape of status blob version 1.1. The blob store takes anything; Azure's readers do not. */
final class StatusSchema {
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";
  private static final Set<String> HANDLER_STATES =
      Set.of("Ready", "NotReady", "Installing", "Unresponsive");
  private static final Set<String> EXTENSION_STATES =
      Set.of("transitioning", "warning", "error", "success");

  private final Consumer<String> problems;

  StatusSchema(Consumer<String> problems) {
    this.problems = problems;
  }

  /** The document as a tree; problems are told, an empty tree stands for what is no JSON object. */
  JsonObject read(String text) {
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement tree = JsonParser.parseReader(reader);
      if (tree instanceof JsonObject object) {
        document(object);
        return object;
      }
      problems.accept("status blob: not a JSON object");
    } catch (JsonParseException | IOException e) {
      problems.accept("status blob: not JSON: " + e.getMessage());
    }
    return new JsonObject();
  }

  private void document(JsonObject root) {
    demand("version is 1.1", "1.1".equals(Json.string(root, "version")));
    demand("timestampUTC", Json.string(root, "timestampUTC").matches(TIME));
    JsonObject aggregate = Json.object(root, "aggregateStatus");
    JsonObject agent = Json.object(aggregate, "guestAgentStatus");
    demand("guestAgentStatus.version", !Json.string(agent, "version").isEmpty());
    demand("guestAgentStatus.status", !Json.string(agent, "status").isEmpty());
    message("guestAgentStatus", agent, true);
    demand(
        "handlerAggregateStatus is an array",
        aggregate.has("handlerAggregateStatus")
            && aggregate.get("handlerAggregateStatus").isJsonArray());
    Json.objects(aggregate, "handlerAggregateStatus").forEach(this::handler);
    JsonObject os = Json.object(root, "guestOSInfo");
    for (String name : Set.of("computerName", "osName", "osVersion", "version")) {
      demand("guestOSInfo." + name, os.has(name));
    }
    demand(
        "supportedFeatures is an array",
        !root.has("supportedFeatures") || root.get("supportedFeatures").isJsonArray());
  }

  private void handler(JsonObject handler) {
    String where = "handler " + Json.string(handler, "handlerName");
    demand(where + ": handlerName", !Json.string(handler, "handlerName").isEmpty());
    demand(where + ": handlerVersion", !Json.string(handler, "handlerVersion").isEmpty());
    demand(where + ": status", HANDLER_STATES.contains(Json.string(handler, "status")));
    demand(where + ": code is a number", isNumber(handler.get("code")));
    message(where, handler, false);
    if (handler.has("runtimeSettingsStatus")) {
      runtime(where, Json.object(handler, "runtimeSettingsStatus"));
    }
  }

  private void runtime(String where, JsonObject runtime) {
    demand(where + ": sequenceNumber is a number", isNumber(runtime.get("sequenceNumber")));
    JsonObject settings = Json.object(runtime, "settingsStatus");
    demand(where + ": settingsStatus.version", settings.has("version"));
    demand(where + ": settingsStatus.timestampUTC", settings.has("timestampUTC"));
    JsonObject status = Json.object(settings, "status");
    demand(
        where + ": settingsStatus.status.status",
        status.get("status") instanceof JsonNull
            || EXTENSION_STATES.contains(Json.string(status, "status")));
    demand(where + ": settingsStatus.status.code", status.has("code"));
  }

  private void message(String where, JsonObject owner, boolean wanted) {
    if (wanted || owner.has("formattedMessage")) {
      JsonObject message = Json.object(owner, "formattedMessage");
      demand(where + ": formattedMessage", message.has("lang") && message.has("message"));
    }
  }

  private static boolean isNumber(JsonElement element) {
    return element instanceof JsonPrimitive p && p.isNumber();
  }

  private void demand(String what, boolean holds) {
    if (!holds) {
      problems.accept("status blob: " + what);
    }
  }
}
