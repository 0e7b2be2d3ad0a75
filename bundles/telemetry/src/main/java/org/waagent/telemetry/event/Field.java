// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.event;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;

/**
 * A parameter of an event.
 *
 * @param name its name
 * @param value text, number, boolean or null
 */
public record Field(String name, JsonElement value) {
  /** Type of a text. */
  public static final String TEXT = "mt:wstr";

  public Field {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
  }

  /** Text. */
  public static Field of(String name, String value) {
    return new Field(name, new JsonPrimitive(value));
  }

  /** A whole number. */
  public static Field of(String name, long value) {
    return new Field(name, new JsonPrimitive(value));
  }

  /** Yes or no. */
  public static Field of(String name, boolean value) {
    return new Field(name, new JsonPrimitive(value));
  }

  /** A figure. */
  public static Field of(String name, double value) {
    return new Field(name, new JsonPrimitive(value));
  }

  /** The value as people read it; {@code None} where there is none. */
  public String text() {
    if (value.isJsonNull()) {
      return "None";
    }
    if (!(value instanceof JsonPrimitive primitive)) {
      return value.toString();
    }
    if (primitive.isBoolean()) {
      return primitive.getAsBoolean() ? "True" : "False";
    }
    return primitive.getAsString();
  }

  /** Its type in the platform's words; empty where there is no value. */
  public String type() {
    if (value.isJsonNull()) {
      return "";
    }
    if (!(value instanceof JsonPrimitive primitive) || primitive.isString()) {
      return TEXT;
    }
    if (primitive.isBoolean()) {
      return "mt:bool";
    }
    return isWhole(primitive.getAsString()) ? "mt:uint64" : "mt:float64";
  }

  private static boolean isWhole(String number) {
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if ((c < '0' || c > '9') && !(i == 0 && c == '-' && number.length() > 1)) {
        return false;
      }
    }
    return true;
  }
}
