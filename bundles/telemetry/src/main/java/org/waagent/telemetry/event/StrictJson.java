// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.event;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;

/** Reads JSON by the letter of the standard, of bounded depth. */
public final class StrictJson {
  private static final int DEEPEST = 32;

  private StrictJson() {}

  /**
   * Reads one value, with nothing behind it.
   *
   * @throws JsonParseException if it is something else
   */
  public static JsonElement read(String text) {
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      reader.setNestingLimit(DEEPEST);
      JsonElement value = JsonParser.parseReader(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new JsonParseException("something behind the end");
      }
      return value;
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      throw new JsonParseException("not JSON", e);
    }
  }
}
