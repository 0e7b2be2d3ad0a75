// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.waagent.plugin.Change;
import org.waagent.plugin.Effect;

/** A removal plan for people and for programs. */
final class Listing {
  private Listing() {}

  /** Lines: each change with all it takes away, what is kept, and who could not look. */
  static List<String> text(RemovalPlan plan) {
    List<String> lines = new ArrayList<>();
    for (Section section : plan.sections()) {
      for (Change change : section.changes()) {
        lines.add(section.owner() + ": " + change.description());
        for (Effect effect : change.effects()) {
          lines.add("    " + word(effect) + " " + shown(effect.name()));
        }
      }
    }
    plan.kept().forEach(path -> lines.add("kept: " + shown(path)));
    plan.problems().forEach(problem -> lines.add("can't tell: " + problem));
    return lines;
  }

  /** The same as one document. */
  static JsonObject json(RemovalPlan plan) {
    JsonObject json = new JsonObject();
    json.addProperty("scope", plan.scope().name().toLowerCase(Locale.ROOT));
    json.add("warnings", texts(plan.warnings()));
    JsonArray changes = new JsonArray();
    for (Section section : plan.sections()) {
      section.changes().forEach(change -> changes.add(json(section.owner(), change)));
    }
    json.add("changes", changes);
    json.add("kept", texts(plan.kept()));
    json.add("problems", texts(plan.problems()));
    return json;
  }

  private static JsonObject json(String owner, Change change) {
    JsonObject json = new JsonObject();
    json.addProperty("owner", owner);
    json.addProperty("change", change.description());
    JsonArray effects = new JsonArray();
    for (Effect effect : change.effects()) {
      JsonObject one = new JsonObject();
      one.addProperty("kind", word(effect));
      one.addProperty("name", effect.name());
      effects.add(one);
    }
    json.add("effects", effects);
    return json;
  }

  private static String word(Effect effect) {
    return effect.kind().name().toLowerCase(Locale.ROOT);
  }

  private static JsonArray texts(List<String> texts) {
    JsonArray array = new JsonArray(texts.size());
    texts.forEach(array::add);
    return array;
  }

  /** A name can hold anything; what moves the cursor does not get to a terminal. */
  private static String shown(String name) {
    StringBuilder text = new StringBuilder(name.length());
    name.chars()
        .forEach(
            c -> text.append(Character.isISOControl(c) ? String.format("\\x%02x", c) : (char) c));
    return text.toString();
  }
}
