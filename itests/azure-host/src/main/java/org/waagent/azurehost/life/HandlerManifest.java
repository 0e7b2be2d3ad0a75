// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The handler manifest of a package.
 *
 * @param whole the text's tree: an array of one object
 */
record HandlerManifest(JsonArray whole) {
  static final String FILE = "HandlerManifest.json";
  static final List<String> COMMANDS =
      List.of("install", "enable", "update", "disable", "uninstall");
  private static final String BOM = "\ufeff";

  /** What it says; empty, and told why, if it can't be used. */
  static Optional<HandlerManifest> read(PackageFiles content, Verdict verdict) {
    verdict.tried(Rule.MANIFEST);
    Optional<byte[]> file = content.file(FILE);
    if (file.isEmpty()) {
      verdict.fail(
          Rule.MANIFEST, "there is no " + FILE + " at the root of the package", "put it there");
      return Optional.empty();
    }
    String text = new String(file.get(), StandardCharsets.UTF_8);
    if (text.startsWith(BOM)) {
      verdict.warn(
          Rule.MANIFEST,
          FILE + " begins with a byte order mark",
          "save it as UTF-8 without one: not every reader of it takes it off");
      text = text.substring(1);
    }
    try {
      return parse(JsonParser.parseString(text), verdict);
    } catch (JsonSyntaxException e) {
      verdict.fail(Rule.MANIFEST, FILE + " is no JSON: " + e.getMessage(), "make it JSON");
      return Optional.empty();
    }
  }

  private static Optional<HandlerManifest> parse(JsonElement root, Verdict verdict) {
    if (!(root instanceof JsonArray array)
        || array.isEmpty()
        || !(array.get(0) instanceof JsonObject first)
        || !(first.get("handlerManifest") instanceof JsonObject)) {
      verdict.fail(
          Rule.MANIFEST,
          FILE + " is no array whose first object has a handlerManifest",
          "write [{\"name\": ..., \"version\": 1.0, \"handlerManifest\": {...}}]");
      return Optional.empty();
    }
    if (array.size() > 1) {
      verdict.warn(
          Rule.MANIFEST, FILE + " has " + array.size() + " elements", "only the first one counts");
    }
    return Optional.of(new HandlerManifest(array));
  }

  JsonObject handler() {
    return whole.get(0).getAsJsonObject().getAsJsonObject("handlerManifest");
  }

  /** The line of a command, empty if there is none. */
  String line(String command) {
    return text(handler().get(command + "Command"));
  }

  String name() {
    return text(whole.get(0).getAsJsonObject().get("name"));
  }

  boolean is(String member) {
    return text(handler().get(member)).equalsIgnoreCase("true");
  }

  private static String text(JsonElement element) {
    return element instanceof JsonPrimitive primitive ? primitive.getAsString().trim() : "";
  }
}
