// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.collect;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.waagent.telemetry.event.Field;
import org.waagent.telemetry.event.Origin;
import org.waagent.telemetry.event.Redaction;
import org.waagent.telemetry.event.TelemetryEvent;
import org.waagent.telemetry.facts.Events;

/** One event as an extension wrote it. Names of its members may be spelled in any case. */
final class ExtensionEvent {
  private static final int LONGEST_MESSAGE = 3072;
  private static final int LARGEST = 6144;
  private static final String MESSAGE = "Message";
  private static final List<String> REQUIRED =
      List.of(
          "Version",
          "Timestamp",
          "TaskName",
          "EventLevel",
          MESSAGE,
          "EventPid",
          "EventTid",
          "OperationId");

  private final Map<String, JsonPrimitive> values = new HashMap<>();

  /**
   * @throws Refusal if it is not a whole event within the limits
   */
  ExtensionEvent(JsonElement json) throws Refusal {
    Map<String, JsonElement> members = members(json);
    int size = 0;
    for (String name : REQUIRED) {
      JsonPrimitive value = value(name, members.get(name.toLowerCase(Locale.ROOT)));
      size += value.getAsString().length();
      values.put(name, value);
    }
    if (size > LARGEST) {
      throw Refusal.oversized("OversizeEventError: max event size allowed: " + LARGEST);
    }
  }

  private static Map<String, JsonElement> members(JsonElement json) throws Refusal {
    if (!(json instanceof JsonObject object)) {
      throw new Refusal("InvalidEventError: not an object");
    }
    Map<String, JsonElement> members = new HashMap<>();
    object.entrySet().forEach(e -> members.put(e.getKey().toLowerCase(Locale.ROOT), e.getValue()));
    return members;
  }

  private static JsonPrimitive value(String name, JsonElement json) throws Refusal {
    if (!(json instanceof JsonPrimitive value)) {
      throw new Refusal("MissingKeyError: " + name + " not found");
    }
    if (value.isNumber() && name.startsWith("Event")) {
      return value;
    }
    String text = Redaction.of(value.getAsString().strip());
    if (name.equals(MESSAGE)) {
      if (text.isEmpty()) {
        throw new Refusal("EmptyMessageError: the message is empty");
      }
      text = text.substring(0, Math.min(text.length(), LONGEST_MESSAGE));
    }
    return new JsonPrimitive(text);
  }

  private String text(String name) {
    return values.get(name).getAsString();
  }

  /**
   * The event as it is sent.
   *
   * @param handler who wrote it
   * @param time when its file was written
   */
  TelemetryEvent whole(String handler, Instant time, Events events) {
    return events.log(
        handler + '-' + text("Version"),
        text("EventLevel"),
        List.of(text(MESSAGE), text("Timestamp"), text("OperationId")),
        new Origin(
            time,
            new Field("EventTid", values.get("EventTid")),
            new Field("EventPid", values.get("EventPid")),
            text("TaskName")));
  }
}
