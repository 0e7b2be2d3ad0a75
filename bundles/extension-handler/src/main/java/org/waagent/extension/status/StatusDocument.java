// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.status;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.waagent.extension.handler.Json;
import org.waagent.plugin.ExtensionStatus;
import org.waagent.plugin.ExtensionStatus.Substatus;

/** Reads the document an extension writes to tell its status. Real ones deviate a lot. */
final class StatusDocument {
  private static final Set<String> STATES = Set.of("transitioning", "warning", "error", "success");
  private static final String ERROR = "error";

  private StatusDocument() {}

  /** The document lacks something it must have. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message);
    }
  }

  /**
   * The first status of the document.
   *
   * @param blank what is known without the document; stays where the document says nothing
   */
  static ExtensionStatus read(JsonElement document, ExtensionStatus blank) throws Invalid {
    if (document.isJsonNull()) {
      return blank;
    }
    if (!document.isJsonArray()) {
      throw new Invalid("Malformed status file: not an array");
    }
    if (document.getAsJsonArray().isEmpty()) {
      return blank;
    }
    JsonObject entry = object(document.getAsJsonArray().get(0), "the first element");
    JsonObject status = object(required(entry, "status"), "status");
    String state = text(required(status, "status"));
    return new ExtensionStatus(
        Json.string(status, "name").orElse(blank.name()),
        blank.multiConfigName(),
        blank.sequenceNumber(),
        Optional.of(STATES.contains(state) ? state : ERROR),
        code(status),
        Json.string(status, "operation"),
        Json.string(status, "configurationAppliedTime"),
        message(status),
        substatuses(status));
  }

  private static String code(JsonObject status) {
    return Json.member(status, "code")
        .filter(JsonElement::isJsonPrimitive)
        .map(Json::text)
        .orElse("0");
  }

  private static Optional<String> message(JsonObject status) throws Invalid {
    Optional<JsonElement> formatted = Json.member(status, "formattedMessage");
    if (formatted.isEmpty()) {
      return Optional.empty();
    }
    JsonObject message = object(formatted.get(), "formattedMessage");
    if (!message.has("lang") || !message.has("message")) {
      throw new Invalid("Missing key in formattedMessage: lang or message");
    }
    return Json.string(message, "message");
  }

  private static List<Substatus> substatuses(JsonObject status) throws Invalid {
    Optional<JsonElement> parts = Json.member(status, "substatus");
    List<Substatus> all = new ArrayList<>();
    if (parts.isEmpty()) {
      return all;
    }
    if (!parts.get().isJsonArray()) {
      throw new Invalid("substatus is not an array");
    }
    for (JsonElement part : parts.get().getAsJsonArray()) {
      if (!part.isJsonNull()) {
        all.add(substatus(object(part, "substatus")));
      }
    }
    return all;
  }

  private static Substatus substatus(JsonObject part) throws Invalid {
    String state = text(required(part, "status"));
    if (!STATES.contains(state)) {
      throw new Invalid("Status of a substatus is not one of the four: " + state);
    }
    return new Substatus(Json.string(part, "name"), state, code(part), message(part));
  }

  private static JsonElement required(JsonObject object, String key) throws Invalid {
    JsonElement element = object.get(key);
    if (element == null) {
      throw new Invalid("Missing key: " + key);
    }
    return element;
  }

  private static JsonObject object(JsonElement element, String what) throws Invalid {
    if (!element.isJsonObject()) {
      throw new Invalid(what + " is not an object");
    }
    return element.getAsJsonObject();
  }

  private static String text(JsonElement element) {
    return element.isJsonPrimitive() ? element.getAsString() : element.toString();
  }
}
