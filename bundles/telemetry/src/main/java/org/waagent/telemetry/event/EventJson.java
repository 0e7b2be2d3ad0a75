// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.event;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.List;

/** Events as they lie on disk: one object, or a list of them. */
public final class EventJson {
  private static final int MOST_FIELDS = 200;

  private EventJson() {}

  /** One event stands alone, as the Python agent would write it; several are a list. */
  public static String write(List<TelemetryEvent> events) {
    if (events.size() == 1) {
      return object(events.get(0)).toString();
    }
    JsonArray all = new JsonArray();
    events.forEach(event -> all.add(object(event)));
    return all.toString();
  }

  /** One event. */
  public static JsonObject object(TelemetryEvent event) {
    JsonArray fields = new JsonArray();
    for (Field field : event.fields()) {
      JsonObject json = new JsonObject();
      json.addProperty("name", field.name());
      json.add("value", field.value());
      fields.add(json);
    }
    JsonObject json = new JsonObject();
    json.addProperty("eventId", event.id());
    json.addProperty("providerId", event.provider());
    json.add("parameters", fields);
    json.addProperty("file_type", "");
    return json;
  }

  /**
   * Reads what {@link #write} wrote, or another agent.
   *
   * @throws JsonParseException if it is something else
   */
  public static List<TelemetryEvent> read(String text) {
    JsonElement json = StrictJson.read(text);
    List<TelemetryEvent> events = new ArrayList<>();
    if (json instanceof JsonArray all) {
      all.forEach(one -> events.add(event(one)));
    } else {
      events.add(event(json));
    }
    return events;
  }

  private static TelemetryEvent event(JsonElement json) {
    if (!(json instanceof JsonObject object)
        || !(object.get("parameters") instanceof JsonArray parameters)
        || parameters.size() > MOST_FIELDS) {
      throw new JsonParseException("not an event");
    }
    List<Field> fields = new ArrayList<>();
    parameters.forEach(parameter -> fields.add(field(parameter)));
    return new TelemetryEvent(id(object), text(object, "providerId"), fields);
  }

  private static int id(JsonObject object) {
    try {
      return object.get("eventId").getAsInt();
    } catch (RuntimeException e) {
      throw new JsonParseException("eventId is not a number", e);
    }
  }

  private static Field field(JsonElement json) {
    if (!(json instanceof JsonObject object) || object.get("value") == null) {
      throw new JsonParseException("a parameter without value");
    }
    return new Field(text(object, "name"), object.get("value"));
  }

  private static String text(JsonObject object, String member) {
    JsonElement value = object.get(member);
    if (value == null || !value.isJsonPrimitive()) {
      throw new JsonParseException(member + " is not a text");
    }
    return value.getAsString();
  }
}
