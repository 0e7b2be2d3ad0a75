// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A part of {@code feature.json}, which says where it stands when it is not what it must be.
 *
 * @param place for example {@code $.bundles[2].id}
 * @param value what is there
 */
record JsonPart(String place, JsonElement value) {

  /**
   * Reads a document.
   *
   * @throws BadArchive if it is not JSON
   */
  static JsonPart parse(byte[] document) throws BadArchive {
    JsonReader reader =
        new JsonReader(new StringReader(new String(document, StandardCharsets.UTF_8)));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonPart root = new JsonPart("$", JsonParser.parseReader(reader));
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw root.bad("is followed by something");
      }
      return root;
    } catch (BadArchive e) {
      throw e;
    } catch (JsonParseException | IOException e) {
      throw new BadArchive(Check.FEATURE, Archives.FEATURE + " is no JSON: " + e.getMessage(), e);
    }
  }

  /** What is thrown because of this part. */
  BadArchive bad(String why) {
    return new BadArchive(Check.FEATURE, Archives.FEATURE + ": " + place + " " + why);
  }

  /** A member that must be there. */
  JsonPart get(String name) throws BadArchive {
    return find(name).orElseThrow(() -> at(name, null).bad("is missing"));
  }

  /** A member that may be missing. */
  Optional<JsonPart> find(String name) throws BadArchive {
    JsonElement member = object().get(name);
    return member == null || member.isJsonNull() ? Optional.empty() : Optional.of(at(name, member));
  }

  private JsonPart at(String name, JsonElement member) {
    return new JsonPart(place + "." + name, member);
  }

  private JsonObject object() throws BadArchive {
    if (!value.isJsonObject()) {
      throw bad("must be an object");
    }
    return value.getAsJsonObject();
  }

  /**
   * Refuses members that are not understood: what nobody understands, nobody can grant.
   *
   * @throws BadArchive names one
   */
  void requireOnly(Set<String> known) throws BadArchive {
    for (String name : object().keySet()) {
      if (!known.contains(name)) {
        throw at(name, null).bad("is not known");
      }
    }
  }

  /** It as a text. */
  String text() throws BadArchive {
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
      throw bad("must be a text");
    }
    return value.getAsString();
  }

  /** A member as a text; empty if it is missing. */
  String text(String name) throws BadArchive {
    Optional<JsonPart> member = find(name);
    return member.isPresent() ? member.get().text() : "";
  }

  /** It as a truth. */
  boolean flag() throws BadArchive {
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isBoolean()) {
      throw bad("must be true or false");
    }
    return value.getAsBoolean();
  }

  /** It as a whole number between two others. */
  int number(int least, int most) throws BadArchive {
    try {
      int number = value.isJsonPrimitive() ? Integer.parseInt(value.getAsString()) : least - 1;
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw bad("must be a whole number");
    }
    throw bad("must be a number from " + least + " to " + most);
  }

  /** What it lists. */
  List<JsonPart> items() throws BadArchive {
    if (!value.isJsonArray()) {
      throw bad("must be a list");
    }
    List<JsonPart> items = new ArrayList<>();
    for (JsonElement item : value.getAsJsonArray()) {
      items.add(new JsonPart(place + "[" + items.size() + "]", item));
    }
    return items;
  }

  /** A member as a list of texts; empty if it is missing. */
  List<String> texts(String name) throws BadArchive {
    List<String> texts = new ArrayList<>();
    Optional<JsonPart> member = find(name);
    if (member.isPresent()) {
      for (JsonPart item : member.get().items()) {
        texts.add(item.text());
      }
    }
    return texts;
  }

  /** A member as texts by name, sorted; empty if it is missing. */
  Map<String, JsonPart> members(String name) throws BadArchive {
    Map<String, JsonPart> members = new TreeMap<>();
    Optional<JsonPart> member = find(name);
    if (member.isPresent()) {
      for (String key : member.get().object().keySet()) {
        members.put(key, member.get().get(key));
      }
    }
    return members;
  }
}
