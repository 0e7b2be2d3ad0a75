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

/** Reads JSON by the letter of the standard, of bounded depth and count. */
public final class StrictJson {
  private static final int DEEPEST = 32;

  /** A short value takes a hundred times its own length in memory. */
  private static final int MOST_VALUES = 100_000;

  private StrictJson() {}

  /**
   * Reads one value, with nothing behind it.
   *
   * @throws JsonParseException if it is something else
   */
  public static JsonElement read(String text) {
    if (!isFew(text)) {
      throw new JsonParseException("more than " + MOST_VALUES + " values");
    }
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

  private static boolean isFew(String text) {
    int values = 0;
    boolean inText = false;
    for (int at = 0; at < text.length() && values <= MOST_VALUES; at++) {
      char c = text.charAt(at);
      if (c == '"') {
        inText = !inText;
      } else if (c == '\\' && inText) {
        at++;
      } else if (!inText && (c == ',' || c == '[' || c == '{')) {
        values++;
      }
    }
    return values <= MOST_VALUES;
  }
}
