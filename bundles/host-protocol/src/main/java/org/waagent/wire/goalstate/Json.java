// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value whose members are found whatever the case of their names. */
final class Json {
  private final JsonElement value;

  private Json(JsonElement value) {
    this.value = value;
  }

  /**
   * Reads a text strictly.
   *
   * @throws JsonParseException if it is not exactly one JSON value, or passes a limit
   */
  static Json read(String text) {
    return new Json(JsonTree.read(text));
  }

  /** What a parser's exception says. */
  static String reason(JsonParseException e) {
    return String.valueOf(e.getMessage());
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

  static Optional<Integer> integer(String text) {
    try {
      return Optional.of(Integer.valueOf(text.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A number of settings; they count from 0. */
  static Optional<Integer> sequenceNumber(String text) {
    return integer(text).filter(number -> number >= 0);
  }

  /** A place in the order of dependency; negative ones stand for what goes away. */
  static Optional<Integer> level(String text) {
    return integer(text).filter(number -> number >= 0 && number < Integer.MAX_VALUE);
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

  JsonElement element() {
    return value;
  }

  boolean isNull() {
    return value.isJsonNull();
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
