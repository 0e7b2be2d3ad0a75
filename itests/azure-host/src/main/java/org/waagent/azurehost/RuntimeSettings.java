// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Settings as they stand in the documents: protected ones encrypted. */
final class RuntimeSettings {
  private final World world;
  private final GoalState goal;

  RuntimeSettings(World world, GoalState goal) {
    this.world = world;
    this.goal = goal;
  }

  /** With public settings as an object, as ExtensionsConfig has them. */
  JsonObject withObject(Settings settings) {
    JsonObject json = hidden(settings);
    settings.publicSettings().ifPresent(s -> json.add("publicSettings", JsonParser.parseString(s)));
    return json;
  }

  /** With public settings as JSON text in a string, as vmSettings has them. */
  JsonObject withText(Settings settings) {
    JsonObject json = hidden(settings);
    settings
        .publicSettings()
        .ifPresent(s -> json.addProperty("publicSettings", JsonParser.parseString(s).toString()));
    return json;
  }

  static String document(JsonElement handlerSettings) {
    JsonArray array = new JsonArray();
    array.add(handlerSettings);
    JsonObject root = new JsonObject();
    root.add("runtimeSettings", array);
    return root.toString();
  }

  private JsonObject hidden(Settings settings) {
    JsonObject json = new JsonObject();
    settings
        .protectedSettings()
        .ifPresent(
            text -> {
              TenantCertificate certificate = world.encryptor(goal);
              json.addProperty("protectedSettingsCertThumbprint", certificate.thumbprint());
              json.addProperty("protectedSettings", certificate.encrypt(text));
            });
    return json;
  }
}
