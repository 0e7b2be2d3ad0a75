// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import com.google.gson.FormattingStyle;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Reads JSON strictly and writes it as handlers expect it. */
public final class Json {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Json() {}

  /**
   * Reads a document.
   *
   * @throws MalformedJson if it is not JSON, or more than one document
   */
  public static JsonElement parse(String text) throws MalformedJson {
    JsonReader reader = new JsonReader(new StringReader(withoutByteOrderMark(text)));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonElement element = JsonParser.parseReader(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new MalformedJson("text after the end of the document at " + reader.getPath());
      }
      return element;
    } catch (JsonParseException | IOException e) {
      throw e instanceof MalformedJson malformed ? malformed : new MalformedJson(e);
    }
  }

  /** A text without the byte order mark some editors leave at its start. */
  public static String withoutByteOrderMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  /**
   * Writes a document with a space after each colon and comma and with nothing but ASCII. Handlers
   * exist that cut such files with string operations of the shell, so the spacing is part of the
   * contract.
   */
  public static byte[] bytes(JsonElement element) {
    return text(element).getBytes(StandardCharsets.US_ASCII);
  }

  /** The same as text. */
  public static String text(JsonElement element) {
    StringWriter out = new StringWriter();
    try (JsonWriter writer = new JsonWriter(out)) {
      writer.setFormattingStyle(FormattingStyle.COMPACT.withSpaceAfterSeparators(true));
      writer.setHtmlSafe(false);
      writer.setSerializeNulls(true);
      write(element, writer);
    } catch (IOException e) {
      throw new IllegalStateException("a string can't fail to be written", e);
    }
    return ascii(out.toString());
  }

  private static void write(JsonElement element, JsonWriter out) throws IOException {
    if (element.isJsonObject()) {
      out.beginObject();
      for (Map.Entry<String, JsonElement> member : element.getAsJsonObject().entrySet()) {
        out.name(member.getKey());
        write(member.getValue(), out);
      }
      out.endObject();
    } else if (element.isJsonArray()) {
      out.beginArray();
      for (JsonElement item : element.getAsJsonArray()) {
        write(item, out);
      }
      out.endArray();
    } else if (element.isJsonNull()) {
      out.nullValue();
    } else {
      primitive(element.getAsJsonPrimitive(), out);
    }
  }

  private static void primitive(JsonPrimitive value, JsonWriter out) throws IOException {
    if (value.isBoolean()) {
      out.value(value.getAsBoolean());
    } else if (value.isNumber()) {
      out.value(value.getAsNumber());
    } else {
      out.value(value.getAsString());
    }
  }

  private static String ascii(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0x7f) {
        out.append("\\u").append(Character.forDigit(c >> 12, 16));
        out.append(Character.forDigit(c >> 8 & 15, 16));
        out.append(Character.forDigit(c >> 4 & 15, 16)).append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** A member that is there and not null. */
  public static Optional<JsonElement> member(JsonObject object, String name) {
    JsonElement element = object.get(name);
    return element == null || element.isJsonNull() ? Optional.empty() : Optional.of(element);
  }

  /** A member as text; numbers and booleans as they are written. */
  public static Optional<String> string(JsonObject object, String name) {
    return member(object, name).map(e -> e.isJsonPrimitive() ? e.getAsString() : e.toString());
  }

  /** A member as an object; empty where it is none. */
  public static Optional<JsonObject> object(JsonObject object, String name) {
    return member(object, name).filter(JsonElement::isJsonObject).map(JsonElement::getAsJsonObject);
  }
}
