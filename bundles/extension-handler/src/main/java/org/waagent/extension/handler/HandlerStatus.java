// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Optional;

/**
 * Status of a handler, as the file {@code config/HandlerStatus} has it.
 *
 * @param name publisher and type
 * @param version full version
 * @param status {@code Ready}, {@code NotReady}, {@code Installing} or {@code Unresponsive}
 * @param code 0 or an error code
 * @param message for people
 * @param multiConfig whether the handler has several configurations
 */
public record HandlerStatus(
    String name, String version, String status, int code, String message, boolean multiConfig) {
  public HandlerStatus {
    requireNonNull(name, "name");
    requireNonNull(version, "version");
    requireNonNull(status, "status");
    requireNonNull(message, "message");
  }

  /** The document the file holds. */
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("name", name);
    json.addProperty("version", version);
    json.addProperty("status", status);
    json.addProperty("code", code);
    json.addProperty("message", message);
    json.addProperty("supports_multi_config", multiConfig);
    json.add("extension_status", JsonNull.INSTANCE);
    return json;
  }

  /** Reads the document; empty if it is none of ours. */
  static Optional<HandlerStatus> of(HandlerFolder folder, String text) {
    try {
      JsonObject json = Json.parse(text).getAsJsonObject();
      return Optional.of(
          new HandlerStatus(
              Json.string(json, "name").orElse(folder.name().text()),
              Json.string(json, "version").orElse(folder.version()),
              Json.string(json, "status").orElse("NotReady"),
              Integer.parseInt(Json.string(json, "code").orElse("0")),
              Json.string(json, "message").orElse(""),
              Json.string(json, "supports_multi_config").orElse("").equals("true")));
    } catch (MalformedJson | IllegalStateException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
