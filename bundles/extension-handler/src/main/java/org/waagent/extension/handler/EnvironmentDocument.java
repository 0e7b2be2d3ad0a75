// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;

/**
 * {@code HandlerEnvironment.json}. {@code logFolder} stands before the others and never last:
 * handlers in the field look for the comma behind it.
 */
final class EnvironmentDocument {
  private EnvironmentDocument() {}

  static JsonElement of(HandlerFolder folder, Path logs) {
    JsonObject paths = new JsonObject();
    paths.addProperty("logFolder", logs.toString());
    paths.addProperty("configFolder", folder.config().toString());
    paths.addProperty("statusFolder", folder.status().toString());
    paths.addProperty("heartbeatFile", folder.heartbeat().toString());
    String events = logs.resolve("events").toString();
    paths.addProperty("eventsFolder", events);
    paths.addProperty("eventsFolder_preview", events);
    JsonObject handler = new JsonObject();
    handler.addProperty("name", folder.name().text());
    handler.addProperty("version", 1.0);
    handler.add("handlerEnvironment", paths);
    JsonArray document = new JsonArray();
    document.add(handler);
    return document;
  }
}
