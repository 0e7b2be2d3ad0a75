// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.scenario;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An object of the scenario file and where it stands, so that every complaint names its place. */
record Place(String path, JsonObject json) {
  /** Refuses keys that are not in the list: a misspelt key must not be silently without effect. */
  Place only(Set<String> known) {
    for (String key : json.keySet()) {
      if (!known.contains(key)) {
        throw error(key, "unknown key; known here: " + known.stream().sorted().toList());
      }
    }
    return this;
  }

  boolean has(String key) {
    return json.has(key);
  }

  ScenarioError error(String key, String what) {
    return new ScenarioError(at(key), what);
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  String text(String key) {
    return optionalText(key).orElseThrow(() -> error(key, "is missing"));
  }

  Optional<String> optionalText(String key) {
    JsonElement value = json.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof JsonPrimitive p && p.isString()) {
      return Optional.of(p.getAsString());
    }
    throw error(key, "must be a text, not " + value);
  }

  boolean flag(String key) {
    return optionalFlag(key).orElse(false);
  }

  Optional<Boolean> optionalFlag(String key) {
    JsonElement value = json.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof JsonPrimitive p && p.isBoolean()) {
      return Optional.of(p.getAsBoolean());
    }
    throw error(key, "must be true or false, not " + value);
  }

  Optional<Integer> number(String key) {
    JsonElement value = json.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof JsonPrimitive p && p.isNumber() && p.getAsString().matches("-?\\d{1,9}")) {
      return Optional.of(p.getAsInt());
    }
    throw error(key, "must be a whole number, not " + value);
  }

  /** Seconds, fractions allowed. */
  Optional<Duration> seconds(String key) {
    JsonElement value = json.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof JsonPrimitive p && p.isNumber() && p.getAsDouble() >= 0) {
      return Optional.of(Duration.ofMillis(Math.round(p.getAsDouble() * 1000)));
    }
    throw error(key, "must be a number of seconds, not " + value);
  }

  <E extends Enum<E>> Optional<E> oneOf(String key, Map<String, E> words) {
    return optionalText(key)
        .map(
            text -> {
              if (!words.containsKey(text)) {
                throw error(key, "must be one of " + words.keySet() + ", not " + text);
              }
              return words.get(text);
            });
  }

  /** The JSON text of an object. */
  Optional<String> object(String key) {
    JsonElement value = json.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value.isJsonObject()) {
      return Optional.of(value.toString());
    }
    throw error(key, "must be an object, not " + value);
  }

  Optional<Place> child(String key) {
    return object(key).map(text -> new Place(at(key), json.getAsJsonObject(key)));
  }

  List<Place> children(String key) {
    List<Place> all = new ArrayList<>();
    for (JsonElement one : array(key)) {
      String place = at(key) + "[" + all.size() + "]";
      if (!one.isJsonObject()) {
        throw new ScenarioError(place, "must be an object, not " + one);
      }
      all.add(new Place(place, one.getAsJsonObject()));
    }
    return all;
  }

  List<String> texts(String key) {
    List<String> all = new ArrayList<>();
    for (JsonElement one : array(key)) {
      if (!(one instanceof JsonPrimitive p && p.isString())) {
        throw error(key + "[" + all.size() + "]", "must be a text, not " + one);
      }
      all.add(one.getAsString());
    }
    return all;
  }

  /** An object whose values are texts, in its order. */
  Map<String, String> map(String key) {
    Map<String, String> all = new LinkedHashMap<>();
    child(key).ifPresent(c -> c.json().keySet().forEach(name -> all.put(name, c.text(name))));
    return all;
  }

  private JsonArray array(String key) {
    JsonElement value = json.get(key);
    if (value == null) {
      return new JsonArray();
    }
    if (value instanceof JsonArray array) {
      return array;
    }
    throw error(key, "must be a list, not " + value);
  }
}
