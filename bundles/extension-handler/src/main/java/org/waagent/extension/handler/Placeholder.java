// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The status file the agent writes where the extension itself can't. */
final class Placeholder {
  private Placeholder() {}

  static JsonElement of(Unit unit, String operation, int code, String message, Instant now) {
    JsonObject text = new JsonObject();
    text.addProperty("lang", "en-US");
    text.addProperty("message", message);
    JsonObject status = new JsonObject();
    status.addProperty("name", unit.label());
    status.addProperty("operation", operation);
    status.addProperty("status", "error");
    status.addProperty("code", code);
    status.add("formattedMessage", text);
    JsonObject entry = new JsonObject();
    entry.addProperty("version", 1.0);
    entry.addProperty("timestampUTC", now.truncatedTo(ChronoUnit.SECONDS).toString());
    entry.add("status", status);
    JsonArray document = new JsonArray();
    document.add(entry);
    return document;
  }
}
