// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Settings of an extension: their shape, their names, and the thumbprint of the certificate. What
 * users put into them, public or protected, is nobody's business here.
 */
final class SettingsCleaner implements Cleaner {
  private static final String THUMBPRINT = "protectedSettingsCertThumbprint";
  private static final int LONGEST_THUMBPRINT = 64;

  @Override
  public void clean(InputStream in, OutputStream out, Cuts cuts) throws IOException {
    JsonReader reader = new JsonReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    JsonWriter writer = new JsonWriter(text);
    writer.setIndent("  ");
    try {
      JsonToken token = reader.peek();
      while (token != JsonToken.END_DOCUMENT) {
        copy(token, reader, writer, cuts);
        token = reader.peek();
      }
    } catch (IllegalStateException e) {
      throw new IOException("not the settings of an extension", e);
    } finally {
      text.flush();
    }
  }

  private static void copy(JsonToken token, JsonReader reader, JsonWriter writer, Cuts cuts)
      throws IOException {
    switch (token) {
      case BEGIN_OBJECT -> {
        reader.beginObject();
        writer.beginObject();
      }
      case END_OBJECT -> {
        reader.endObject();
        writer.endObject();
      }
      case BEGIN_ARRAY -> {
        reader.beginArray();
        writer.beginArray();
      }
      case END_ARRAY -> {
        reader.endArray();
        writer.endArray();
      }
      case NAME -> member(reader, writer, cuts);
      case BOOLEAN -> writer.value(reader.nextBoolean());
      case NULL -> {
        reader.nextNull();
        writer.nullValue();
      }
      default -> cut(reader, writer, cuts);
    }
  }

  private static void member(JsonReader reader, JsonWriter writer, Cuts cuts) throws IOException {
    String name = reader.nextName();
    writer.name(name);
    if (!name.equals(THUMBPRINT) || reader.peek() != JsonToken.STRING) {
      return;
    }
    String value = reader.nextString();
    boolean harmless = value.length() <= LONGEST_THUMBPRINT && isHexadecimal(value);
    writer.value(harmless ? value : Cuts.MARK);
    if (!harmless) {
      cuts.add(Rule.SETTING);
    }
  }

  private static boolean isHexadecimal(String text) {
    return text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }

  /** Texts are skipped, not read, so that none is ever whole in memory. */
  private static void cut(JsonReader reader, JsonWriter writer, Cuts cuts) throws IOException {
    reader.skipValue();
    writer.value(Cuts.MARK);
    cuts.add(Rule.SETTING);
  }
}
