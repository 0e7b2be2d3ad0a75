// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Optional;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.HandlerStatus;
import org.waagent.extension.handler.HandlerStore;

/** A handler on disk in a list for people or programs. */
final class HandlerList {
  private HandlerList() {}

  static JsonObject json(HandlerStore store, HandlerFolder folder, Optional<String> retry) {
    JsonObject json = new JsonObject();
    json.addProperty("name", folder.name().text());
    json.addProperty("version", folder.version());
    retry.ifPresent(why -> json.addProperty("retry", why));
    try {
      json.addProperty("state", store.state(folder).text());
      Optional<HandlerStatus> status = store.status(folder);
      json.addProperty("status", status.map(HandlerStatus::status).orElse(""));
      json.addProperty("code", status.map(HandlerStatus::code).orElse(0));
      json.addProperty("message", status.map(HandlerStatus::message).orElse(""));
    } catch (IOException e) {
      json.addProperty("problem", e.getMessage());
    }
    return json;
  }

  static String line(JsonObject json) {
    String handler = json.get("name").getAsString() + " " + json.get("version").getAsString();
    if (json.has("problem")) {
      return handler + "  " + json.get("problem").getAsString();
    }
    String status = json.get("status").getAsString();
    return handler
        + "  "
        + json.get("state").getAsString()
        + (status.isEmpty() ? "" : ", " + status + " " + json.get("code").getAsInt())
        + (status.isEmpty() ? "" : ": " + firstLine(json.get("message").getAsString()))
        + (json.has("retry") ? "; " + firstLine(json.get("retry").getAsString()) : "");
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
