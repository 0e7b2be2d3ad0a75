// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** A status as the handler wrote it. Missing places read as empty. */
record StatusFile(int bytes, Optional<JsonElement> tree, String error) {
  /** What is there now; empty when there is none. */
  static Optional<StatusFile> read(Path file) {
    try {
      return Optional.of(parse(Files.readAllBytes(file)));
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  private static StatusFile parse(byte[] bytes) {
    try {
      String text = new String(bytes, StandardCharsets.UTF_8);
      return new StatusFile(bytes.length, Optional.of(JsonParser.parseString(text)), "");
    } catch (JsonSyntaxException e) {
      return new StatusFile(bytes.length, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  /** The first element's {@code status}, if the file has the shape. */
  Optional<JsonObject> status() {
    return tree.filter(JsonArray.class::isInstance)
        .map(JsonElement::getAsJsonArray)
        .filter(array -> !array.isEmpty())
        .map(array -> array.get(0))
        .filter(JsonObject.class::isInstance)
        .map(first -> first.getAsJsonObject().get("status"))
        .filter(JsonObject.class::isInstance)
        .map(JsonElement::getAsJsonObject);
  }

  /** The word that says how it stands, as written. */
  String word() {
    return status().map(status -> text(status, "status")).orElse("");
  }

  boolean isTransitioning() {
    return word().toLowerCase(Locale.ROOT).equals("transitioning");
  }

  boolean hasEnded() {
    return !word().isEmpty() && !isTransitioning();
  }

  boolean isSuccess() {
    return word().equals("success");
  }

  String message() {
    return status()
        .map(status -> status.get("formattedMessage"))
        .filter(JsonObject.class::isInstance)
        .map(message -> text(message.getAsJsonObject(), "message"))
        .orElse("");
  }

  static String text(JsonObject from, String name) {
    return from.get(name) instanceof JsonPrimitive p ? p.getAsString() : "";
  }
}
