// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A made archive, with what is packed inside it unpacked, too. */
final class Unpacked {
  private final Map<String, byte[]> members = new LinkedHashMap<>();

  static Unpacked of(Path zip) throws IOException {
    Unpacked unpacked = new Unpacked();
    unpacked.zip("", Files.readAllBytes(zip));
    return unpacked;
  }

  private void zip(String prefix, byte[] bytes) throws IOException {
    ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes));
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      byte[] content = zip.readAllBytes();
      String name = prefix + entry.getName();
      if (name.endsWith(".zip")) {
        zip(name + "!", content);
      } else if (name.endsWith(".gz")) {
        content = new GZIPInputStream(new ByteArrayInputStream(content)).readAllBytes();
      }
      members.put(name, content);
    }
  }

  List<String> names() {
    return List.copyOf(members.keySet());
  }

  byte[] bytes(String name) {
    assertThat(members).containsKey(name);
    return members.get(name);
  }

  String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  /** Members in which a text stands, as it is or in another form. */
  List<String> with(String text) {
    List<String> found = new ArrayList<>();
    members.forEach(
        (name, bytes) -> {
          String content = new String(bytes, StandardCharsets.ISO_8859_1);
          if (forms(text).stream().anyMatch(content::contains)) {
            found.add(name + " holds " + text);
          }
        });
    return found;
  }

  /** As UTF-16, and as base64 wherever in it the text begins. */
  private static List<String> forms(String text) {
    List<String> forms = new ArrayList<>(List.of(text));
    forms.add(new String(text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1));
    for (String front : List.of("", "x", "xx")) {
      String all =
          Base64.getEncoder().encodeToString((front + text).getBytes(StandardCharsets.UTF_8));
      forms.add(all.substring(4, all.length() - 4));
    }
    return forms;
  }

  /** What the manifest tells of a file of the machine. */
  JsonObject manifest(String source) {
    JsonObject all = JsonParser.parseString(text(Manifest.NAME)).getAsJsonObject();
    for (String list : List.of("members", "leftOut")) {
      for (JsonElement one : all.getAsJsonArray(list)) {
        if (one.getAsJsonObject().get("source").getAsString().equals(source)) {
          return one.getAsJsonObject();
        }
      }
    }
    throw new AssertionError("nothing of " + source + " in " + all);
  }
}
