// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The heartbeat of a handler that declares one. */
record HeartbeatRules(Verdict verdict) {
  private static final Duration FRESH = Duration.ofSeconds(600);
  private static final Duration FIRST = Duration.ofSeconds(10);

  void look(Path file) {
    verdict.tried(Rule.HEARTBEAT);
    if (!Watch.until(FIRST, () -> Files.isRegularFile(file))) {
      fail(
          "reportHeartbeat is true, but there is no heartbeat.log",
          "write it when enable begins, and again every two minutes");
      return;
    }
    try {
      Instant beat = Files.getLastModifiedTime(file).toInstant();
      if (Duration.between(beat, Instant.now()).compareTo(FRESH) > 0) {
        fail("heartbeat.log is older than 600 s", "write it every two minutes");
      }
      form(JsonParser.parseString(Files.readString(file)));
    } catch (IOException | JsonSyntaxException e) {
      fail("heartbeat.log can't be read: " + e.getMessage(), "write JSON, then rename it");
    }
  }

  private void form(JsonElement root) {
    boolean right =
        root instanceof JsonArray array
            && !array.isEmpty()
            && array.get(0) instanceof JsonObject first
            && first.get("heartbeat") instanceof JsonObject beat
            && !StatusFile.text(beat, "status").isEmpty();
    if (!right) {
      fail(
          "heartbeat.log is no array whose first object has a heartbeat with a status",
          "write [{\"heartbeat\": {\"status\": \"Ready\", \"code\": 0, \"formattedMessage\": ...}}]");
    }
  }

  private void fail(String seen, String todo) {
    verdict.fail(Rule.HEARTBEAT, seen, todo);
  }
}
