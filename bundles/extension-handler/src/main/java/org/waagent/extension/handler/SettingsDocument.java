// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Optional;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.Secret;

/** The file a handler reads its settings from. All three keys are always there, null if empty. */
final class SettingsDocument {
  private SettingsDocument() {}

  /**
   * Content of the file; empty for a handler without settings.
   *
   * @throws MalformedJson if the public settings are no JSON
   */
  static byte[] of(Unit unit) throws MalformedJson {
    return unit.settings().isEmpty() ? new byte[0] : Json.bytes(json(unit.settings().get()));
  }

  private static JsonElement json(Extension extension) throws MalformedJson {
    JsonObject settings = new JsonObject();
    Optional<String> plain = extension.publicSettings().filter(text -> !text.isBlank());
    settings.add("publicSettings", plain.isPresent() ? Json.parse(plain.get()) : JsonNull.INSTANCE);
    settings.addProperty(
        "protectedSettings", extension.protectedSettings().map(Secret::reveal).orElse(null));
    settings.addProperty(
        "protectedSettingsCertThumbprint",
        extension.protectedSettingsCertificate().map(Object::toString).orElse(null));
    JsonObject outer = new JsonObject();
    outer.add("handlerSettings", settings);
    JsonArray list = new JsonArray();
    list.add(outer);
    JsonObject document = new JsonObject();
    document.add("runtimeSettings", list);
    return document;
  }
}
