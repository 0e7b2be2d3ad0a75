// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.health;

import static java.util.Objects.requireNonNull;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;

/**
 * How a service of the host looks from this machine. Longer texts are cut to what the host takes.
 *
 * @param name one of the names the host knows, at most 64 characters
 * @param healthy how it is
 * @param description whom it concerns, at most 128 characters
 * @param value what the service said, at most 128 characters
 */
record Observation(String name, boolean healthy, String description, String value) {
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_TEXT = 128;

  Observation {
    name = cut(requireNonNull(name, "name"), LONGEST_NAME);
    description = cut(requireNonNull(description, "description"), LONGEST_TEXT);
    value = cut(requireNonNull(value, "value"), LONGEST_TEXT);
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    // Never half of a character that takes two.
    boolean half = Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, half ? most - 1 : most);
  }

  void write(JsonWriter json) throws IOException {
    json.beginObject();
    json.name("ObservationName").value(name);
    json.name("IsHealthy").value(healthy);
    json.name("Description").value(description);
    json.name("Value").value(value);
    json.endObject();
  }

  /** This observation alone, as JSON. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      write(json);
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can't fail", e);
    }
    return text.toString();
  }
}
