// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/** One entry of the handler list of a status blob. Missing places read as empty or 0. */
public record HandlerStatus(JsonObject json) {
  /** Whether there was an entry at all. */
  public boolean isPresent() {
    return json.size() > 0;
  }

  public String name() {
    return Json.string(json, "handlerName");
  }

  public String version() {
    return Json.string(json, "handlerVersion");
  }

  /** {@code Ready}, {@code NotReady}, {@code Installing} and so on. */
  public String status() {
    return Json.string(json, "status");
  }

  public int code() {
    return Json.number(json, "code");
  }

  public String message() {
    return Json.string(Json.object(json, "formattedMessage"), "message");
  }

  public boolean isReady() {
    return status().equals("Ready");
  }

  public boolean isReady(String version) {
    return isReady() && version().equals(version);
  }

  /** Ready, and its extension reports success for that sequence number. */
  public boolean hasSucceeded(int sequenceNumber) {
    return isReady() && extensionStatus().equals("success") && sequenceNumber() == sequenceNumber;
  }

  /** The name of the configuration, of multi-config handlers only. */
  public Optional<String> extensionName() {
    String name = Json.string(runtime(), "extensionName");
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  /** The sequence number of the reported settings, -1 when none is reported. */
  public int sequenceNumber() {
    return runtime().has("sequenceNumber") ? Json.number(runtime(), "sequenceNumber") : -1;
  }

  /** {@code success}, {@code error}, {@code transitioning}, {@code warning} or empty. */
  public String extensionStatus() {
    return Json.string(settingsStatus(), "status");
  }

  public int extensionCode() {
    return Json.number(settingsStatus(), "code");
  }

  public String extensionMessage() {
    return Json.string(Json.object(settingsStatus(), "formattedMessage"), "message");
  }

  public List<JsonObject> substatuses() {
    return Json.objects(settingsStatus(), "substatus");
  }

  private JsonObject runtime() {
    return Json.object(json, "runtimeSettingsStatus");
  }

  private JsonObject settingsStatus() {
    return Json.object(Json.object(runtime(), "settingsStatus"), "status");
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
