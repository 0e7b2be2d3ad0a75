// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of a document, with its place for whoever has to mend it.
 *
 * @param place for example {@code feed.families[0].name}
 * @param element what is there
 */
record Member(String place, JsonElement element) {
  JsonObject object() throws BadFeed {
    if (element instanceof JsonObject object) {
      return object;
    }
    throw bad("is no object");
  }

  Optional<Member> find(JsonObject object, String name) {
    JsonElement found = object.get(name);
    return found == null || found.isJsonNull()
        ? Optional.empty()
        : Optional.of(new Member(place + "." + name, found));
  }

  Member need(JsonObject object, String name) throws BadFeed {
    return find(object, name).orElseThrow(() -> bad("has no " + name));
  }

  List<Member> list(int least, int most) throws BadFeed {
    if (!element.isJsonArray()) {
      throw bad("is no list");
    }
    int size = element.getAsJsonArray().size();
    if (size < least || size > most) {
      throw bad("has " + size + " entries, not " + least + " to " + most);
    }
    List<Member> members = new ArrayList<>();
    for (JsonElement one : element.getAsJsonArray()) {
      members.add(new Member(place + "[" + members.size() + "]", one));
    }
    return members;
  }

  String text() throws BadFeed {
    if (element instanceof JsonPrimitive primitive && primitive.isString()) {
      return primitive.getAsString();
    }
    throw bad("is no text");
  }

  String text(Pattern form) throws BadFeed {
    String text = text();
    if (!form.matcher(text).matches()) {
      throw bad("has not the form " + form);
    }
    return text;
  }

  long number(long least, long most) throws BadFeed {
    if (element instanceof JsonPrimitive primitive && primitive.isNumber()) {
      String text = primitive.getAsString();
      // Written out: a number such as 1e999999999 takes long to make whole.
      if (text.matches("[0-9]{1,18}")) {
        long number = Long.parseLong(text);
        if (number >= least && number <= most) {
          return number;
        }
      }
    }
    throw bad("is no whole number from " + least + " to " + most);
  }

  BadFeed bad(String why) {
    return new BadFeed(place + " " + why);
  }
}
