// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value whose members are found whatever the case of their names. */
final class Json {
  private static final int DEEPEST = 32;

  private final JsonElement value;

  private Json(JsonElement value) {
    this.value = value;
  }

  /**
   * Reads a text strictly.
   *
   * @throws JsonParseException if it is not exactly one JSON value, or nested too deep
   */
  static Json read(String text) {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    reader.setNestingLimit(DEEPEST);
    try {
      JsonElement value = JsonParser.parseReader(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new JsonParseException("something follows the value");
      }
      return new Json(value);
    } catch (IOException | IllegalStateException | JsonParseException e) {
      throw new JsonParseException(reason(e), e);
    }
  }

  /** What a parser's exception says, without the text it stumbled over. */
  static String reason(Exception e) {
    Throwable told = e.getCause() == null ? e : e.getCause();
    String message = String.valueOf(told.getMessage());
    int line = message.indexOf('\n');
    return line < 0 ? message : message.substring(0, line);
  }

  /** A member; empty if it is missing or null. */
  Optional<Json> get(String name) {
    if (!value.isJsonObject()) {
      return Optional.empty();
    }
    for (Map.Entry<String, JsonElement> member : value.getAsJsonObject().entrySet()) {
      if (member.getKey().equalsIgnoreCase(name)) {
        return member.getValue().isJsonNull()
            ? Optional.empty()
            : Optional.of(new Json(member.getValue()));
      }
    }
    return Optional.empty();
  }

  /** A member that is a text or a number, as text; blank counts as missing. */
  Optional<String> text(String name) {
    return get(name).flatMap(Json::text).filter(t -> !t.isBlank());
  }

  /** This value, if it is a text, a number or a boolean, as text. */
  Optional<String> text() {
    return value.isJsonPrimitive() ? Optional.of(value.getAsString()) : Optional.empty();
  }

  /** A member that is a boolean, or its name as text. */
  Optional<Boolean> flag(String name) {
    return text(name)
        .filter(t -> t.equalsIgnoreCase("true") || t.equalsIgnoreCase("false"))
        .map(Boolean::parseBoolean);
  }

  /** A member that is a whole number, or one as text. */
  Optional<Integer> number(String name) {
    return text(name).flatMap(Json::integer);
  }

  static Optional<Integer> integer(String text) {
    try {
      return Optional.of(Integer.valueOf(text.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The items of a member; none if it is missing; empty if it is no array. */
  Optional<List<Json>> items(String name) {
    Optional<Json> member = get(name);
    if (member.isEmpty()) {
      return Optional.of(List.of());
    }
    return member.get().value.isJsonArray() ? Optional.of(member.get().items()) : Optional.empty();
  }

  private List<Json> items() {
    List<Json> items = new ArrayList<>();
    value.getAsJsonArray().forEach(item -> items.add(new Json(item)));
    return items;
  }

  boolean isObject() {
    return value.isJsonObject();
  }

  /** This value as JSON text. */
  @Override
  public String toString() {
    return value.toString();
  }
}
