// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;

/** Tolerant reading of JSON trees: what is missing or of another type reads as empty. */
final class Json {
  private Json() {}

  static JsonObject object(JsonObject from, String name) {
    return from.get(name) instanceof JsonObject o ? o : new JsonObject();
  }

  static List<JsonObject> objects(JsonObject from, String name) {
    List<JsonObject> all = new ArrayList<>();
    if (from.get(name) instanceof JsonArray array) {
      for (JsonElement e : array) {
        if (e instanceof JsonObject o) {
          all.add(o);
        }
      }
    }
    return all;
  }

  static String string(JsonObject from, String name) {
    return from.get(name) instanceof JsonPrimitive p ? p.getAsString() : "";
  }

  static int number(JsonObject from, String name) {
    try {
      return from.get(name) instanceof JsonPrimitive p ? p.getAsInt() : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
