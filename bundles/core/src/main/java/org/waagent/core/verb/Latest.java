// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.verb;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.waagent.core.status.StateFile;
import org.waagent.os.Files;

/**
 * What is known of the agent: how it is now, or how the last one was.
 *
 * @param json the situation; empty where no agent ever left one
 * @param live whether it is that of the agent this runs in
 */
record Latest(Optional<JsonObject> json, boolean live) {
  /** What the last agent left on disk. */
  static Latest onDisk(Path folder, Files files) throws IOException {
    Optional<String> text = StateFile.read(folder, files);
    if (text.isEmpty()) {
      return new Latest(Optional.empty(), false);
    }
    try {
      return new Latest(Optional.of(JsonParser.parseString(text.get()).getAsJsonObject()), false);
    } catch (JsonParseException | IllegalStateException e) {
      throw new IOException("the state in " + folder + " makes no sense", e);
    }
  }

  /** A part of a situation; an empty one where it is missing. */
  static JsonObject part(JsonObject json, String name) {
    return json.get(name) instanceof JsonObject object ? object : new JsonObject();
  }

  /** A text or number of a part; empty text where it is missing. */
  static String text(JsonObject json, String name) {
    JsonElement element = json.get(name);
    return element == null || !element.isJsonPrimitive() ? "" : element.getAsString();
  }

  /** A whole number of a part; 0 where it is missing. */
  static int number(JsonObject json, String name) {
    String text = text(json, name);
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }
}
