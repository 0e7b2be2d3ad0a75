// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;

/**
 * Reads JSON strictly and as a stream, and stops at the first limit that is passed: what is kept
 * never gets larger than the limits say.
 */
final class JsonTree {
  private static final int DEEPEST = 32;
  private static final int MOST_VALUES = 100_000;
  private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

  private final JsonReader reader;
  private int values;

  private JsonTree(String text) {
    reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    reader.setNestingLimit(DEEPEST);
  }

  /**
   * Reads one value.
   *
   * @throws JsonParseException with the place and the reason, and no text of the document
   */
  static JsonElement read(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new JsonParseException("has more than " + MOST_CHARACTERS + " characters");
    }
    JsonTree tree = new JsonTree(text);
    try {
      JsonElement value = tree.value();
      if (tree.reader.peek() != JsonToken.END_DOCUMENT) {
        throw new JsonParseException("something follows the value");
      }
      return value;
    } catch (IOException | RuntimeException e) {
      // Without the parser's exception, whose message has the names of the document.
      throw new JsonParseException(reason(e));
    }
  }

  private JsonElement value() throws IOException {
    if (++values > MOST_VALUES) {
      throw new JsonParseException(
          "has more than " + MOST_VALUES + " values at path " + reader.getPath());
    }
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object();
      case BEGIN_ARRAY -> array();
      // Leaves numbers as they are written.
      default -> JsonParser.parseReader(reader);
    };
  }

  private JsonObject object() throws IOException {
    JsonObject object = new JsonObject();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      object.add(name, value());
    }
    reader.endObject();
    return object;
  }

  private JsonArray array() throws IOException {
    JsonArray array = new JsonArray();
    reader.beginArray();
    while (reader.hasNext()) {
      array.add(value());
    }
    reader.endArray();
    return array;
  }

  /** What a parser's exception says; of its path only the words of the protocol. */
  private static String reason(Exception e) {
    Throwable told = e.getCause() instanceof IOException ? e.getCause() : e;
    String message = String.valueOf(told.getMessage());
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    int path = line.indexOf(" path ");
    return path < 0 ? line : line.substring(0, path + 6) + Outline.of(line.substring(path + 6));
  }
}
