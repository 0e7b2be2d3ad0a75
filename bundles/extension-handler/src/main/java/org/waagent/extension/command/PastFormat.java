// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import com.google.gson.JsonObject;

/** A command that ended, as JSON. */
final class PastFormat {
  private PastFormat() {}

  static JsonObject write(Past past) {
    JsonObject json = new JsonObject();
    json.addProperty("command", past.command());
    json.addProperty("version", past.version());
    json.addProperty("settings", past.settings());
    json.addProperty("sequenceNumber", past.sequenceNumber());
    json.addProperty("goalState", past.goalState());
    json.addProperty("began", past.began().toString());
    json.addProperty("ended", past.ended().toString());
    json.addProperty("exitCode", past.exitCode());
    json.addProperty("code", past.code());
    json.addProperty("message", past.message());
    return json;
  }

  static Past read(JsonObject json) {
    return new Past(
        StepFormat.text(json, "command"),
        StepFormat.text(json, "version"),
        StepFormat.text(json, "settings"),
        json.get("sequenceNumber").getAsInt(),
        StepFormat.text(json, "goalState"),
        StepFormat.instant(json, "began"),
        StepFormat.instant(json, "ended"),
        json.get("exitCode").getAsInt(),
        json.get("code").getAsInt(),
        StepFormat.text(json, "message"));
  }
}
