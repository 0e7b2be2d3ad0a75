// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Shape and size of a status, by the agents' contract with handlers. */
final class StatusRules {
  private static final Set<String> WORDS = Set.of("transitioning", "success", "error", "warning");
  private static final int MOST_BYTES = 128 * 1024;
  private static final int MOST_MESSAGE = 1024;
  private static final int MOST_SUBSTATUS = 10 * 1024;

  private final Verdict verdict;
  private final String name;
  private final StatusFile file;

  /**
   * Looks at one.
   *
   * @param name of the file
   */
  StatusRules(Verdict verdict, String name, StatusFile file) {
    this.verdict = verdict;
    this.name = name;
    this.file = file;
  }

  void look() {
    verdict.tried(Rule.STATUS_FORM);
    verdict.tried(Rule.STATUS_SIZE);
    if (file.bytes() > MOST_BYTES) {
      verdict.fail(
          Rule.STATUS_SIZE,
          name + " has " + file.bytes() + " bytes, more than 131072",
          "keep details in a log file: agents cut what is longer");
    }
    if (file.tree().isEmpty()) {
      form("is no JSON: " + file.error(), "write JSON, to another name first, then rename it");
    } else if (file.status().isEmpty()) {
      form(
          "is no array whose first object has a status object",
          "write [{\"version\": 1.0, \"timestampUTC\": ..., \"status\": {...}}]");
    } else {
      envelope(file.tree().get().getAsJsonArray());
      status(file.status().get());
    }
  }

  private void form(String seen, String todo) {
    verdict.fail(Rule.STATUS_FORM, name + " " + seen, todo);
  }

  private void hint(String seen, String todo) {
    verdict.warn(Rule.STATUS_FORM, name + " " + seen, todo);
  }

  private void envelope(JsonArray all) {
    if (all.size() > 1) {
      hint("has " + all.size() + " elements", "write one: agents read the first");
    }
    JsonObject first = all.get(0).getAsJsonObject();
    String time = StatusFile.text(first, "timestampUTC");
    if (!time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?")) {
      hint("has the timestampUTC \"" + time + "\"", "write it as 2026-01-31T23:59:59Z");
    }
    if (!first.has("version")) {
      hint("has no version", "write \"version\": 1.0 before the status");
    }
  }

  private void status(JsonObject status) {
    String word = StatusFile.text(status, "status");
    if (word.equals("failed")) {
      hint("says \"failed\"", "write \"error\": agents may take other words for malformed");
    } else if (!WORDS.contains(word)) {
      form(
          "says \"" + word + "\"",
          "write transitioning, success, warning or error, in small letters");
    }
    for (String member : new String[] {"name", "operation"}) {
      if (StatusFile.text(status, member).isEmpty()) {
        hint("has no status." + member, "say it: it is what the user sees first");
      }
    }
    if (!(status.get("code") instanceof JsonPrimitive p && p.isNumber())) {
      hint("has no number as status.code", "write \"code\": 0, or the number of your error");
    }
    message("", status, MOST_MESSAGE);
    substatuses(status.get("substatus"));
  }

  private void message(String of, JsonObject status, int most) {
    if (!(status.get("formattedMessage") instanceof JsonObject message)
        || !(message.get("lang") instanceof JsonPrimitive)
        || !(message.get("message") instanceof JsonPrimitive)) {
      hint(
          "has no " + of + "formattedMessage with lang and message",
          "write {\"lang\": \"en-US\", \"message\": \"...\"}");
      return;
    }
    int bytes = StatusFile.text(message, "message").getBytes(StandardCharsets.UTF_8).length;
    if (bytes > most) {
      verdict.warn(
          Rule.STATUS_SIZE,
          name + " has a " + of + "message of " + bytes + " bytes",
          "stay below " + most + ": agents may cut what is longer in a status that is too large");
    }
  }

  private void substatuses(JsonElement all) {
    if (all == null || all.isJsonNull()) {
      return;
    }
    if (!(all instanceof JsonArray array)) {
      form("has a substatus that is no array", "write \"substatus\": [...]");
      return;
    }
    for (JsonElement each : array) {
      if (each instanceof JsonObject one && WORDS.contains(StatusFile.text(one, "status"))) {
        message("substatus ", one, MOST_SUBSTATUS);
      } else {
        form(
            "has a substatus without a status that is understood",
            "give each name, status, code and formattedMessage");
      }
    }
  }
}
