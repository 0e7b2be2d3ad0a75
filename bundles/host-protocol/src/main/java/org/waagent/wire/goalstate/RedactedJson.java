// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes JSON again without secrets. What has no name of the protocol is hidden; public settings
 * are shown but for what calls itself a secret.
 */
final class RedactedJson {
  private static final List<String> SECRET_NAMES =
      List.of("password", "passwd", "secret", "token", "credential", "connectionstring", "sas");
  private static final JsonPrimitive STARS = new JsonPrimitive(Redacted.STARS);

  private RedactedJson() {}

  static String text(Json json) {
    return member("", json.element()).toString();
  }

  private static JsonElement member(String name, JsonElement value) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "protectedsettings", "password", "data" -> value.isJsonNull() ? value : STARS;
      case "publicsettings" -> publicSettings(value);
      case "value" ->
          isText(value) ? new JsonPrimitive(Queries.hideAll(value.getAsString())) : other(value);
      default -> container(name, value);
    };
  }

  private static JsonElement container(String name, JsonElement value) {
    if (value.isJsonObject()) {
      JsonObject shown = new JsonObject();
      for (Map.Entry<String, JsonElement> entry : value.getAsJsonObject().entrySet()) {
        shown.add(Outline.word(entry.getKey()), member(entry.getKey(), entry.getValue()));
      }
      return shown;
    }
    if (value.isJsonArray()) {
      JsonArray shown = new JsonArray();
      value.getAsJsonArray().forEach(item -> shown.add(container(name, item)));
      return shown;
    }
    return Words.isName(name) && isText(value)
        ? new JsonPrimitive(Queries.hide(value.getAsString()))
        : other(value);
  }

  /** A value that stands at no place where one is known to be harmless. */
  private static JsonElement other(JsonElement value) {
    if (value.isJsonPrimitive()) {
      return isText(value) || value.getAsJsonPrimitive().isNumber()
          ? new JsonPrimitive(Outline.of(value.getAsString()))
          : value;
    }
    return value.isJsonNull() ? value : container("", value);
  }

  private static JsonElement publicSettings(JsonElement value) {
    if (!isText(value)) {
      return shown("", value);
    }
    try {
      return new JsonPrimitive(shown("", Json.read(value.getAsString()).element()).toString());
    } catch (JsonParseException e) {
      // It says the same wherever it is read; here only the text matters.
      return new JsonPrimitive(Outline.of(value.getAsString()));
    }
  }

  private static JsonElement shown(String name, JsonElement value) {
    if (!value.isJsonNull() && isSecret(name)) {
      return STARS;
    }
    if (value.isJsonObject()) {
      JsonObject object = new JsonObject();
      value
          .getAsJsonObject()
          .entrySet()
          .forEach(e -> object.add(e.getKey(), shown(e.getKey(), e.getValue())));
      return object;
    }
    if (value.isJsonArray()) {
      JsonArray array = new JsonArray();
      value.getAsJsonArray().forEach(item -> array.add(shown(name, item)));
      return array;
    }
    return isText(value) ? new JsonPrimitive(Queries.hide(value.getAsString())) : value;
  }

  private static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith("key") || SECRET_NAMES.stream().anyMatch(lower::contains);
  }

  private static boolean isText(JsonElement value) {
    return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
  }
}
