// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.policy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.Json;
import org.waagent.extension.handler.MalformedJson;

/**
 * What a signed package says it is. Without it a good signature of one package would do for any
 * other that was ever signed.
 *
 * @param type of the handler, without the publisher
 * @param publisher of it
 * @param version of it
 */
record SigningInfo(String type, String publisher, String version) {
  /**
   * Reads {@code signingInfo} of a handler manifest.
   *
   * @throws MalformedJson if there is none
   */
  static SigningInfo of(String manifest) throws MalformedJson {
    JsonElement root = Json.parse(manifest);
    if (root.isJsonArray() && !root.getAsJsonArray().isEmpty()) {
      root = root.getAsJsonArray().get(0);
    }
    if (!root.isJsonObject()) {
      throw new MalformedJson("the handler manifest is no object");
    }
    JsonObject info =
        Json.object(root.getAsJsonObject(), "signingInfo")
            .orElseThrow(() -> new MalformedJson("the handler manifest has no 'signingInfo'"));
    return new SigningInfo(text(info, "type"), text(info, "publisher"), text(info, "version"));
  }

  private static String text(JsonObject info, String name) throws MalformedJson {
    return Json.string(info, name)
        .orElseThrow(
            () -> new MalformedJson("'signingInfo' of the handler manifest has no '" + name + "'"));
  }

  /**
   * @throws MalformedJson if it is about something else
   */
  void requireFor(HandlerFolder folder) throws MalformedJson {
    String name = folder.name().text();
    int dot = name.lastIndexOf('.');
    require("type", type, name.substring(dot + 1));
    require("publisher", publisher, name.substring(0, Math.max(0, dot)));
    require("version", version, folder.version());
  }

  private static void require(String what, String found, String wanted) throws MalformedJson {
    if (!found.equalsIgnoreCase(wanted)) {
      throw new MalformedJson(
          "'signingInfo' of the handler manifest names the %s '%s' and not '%s'"
              .formatted(what, found, wanted));
    }
  }
}
