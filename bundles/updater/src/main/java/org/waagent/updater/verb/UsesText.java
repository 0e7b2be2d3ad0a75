// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.waagent.updater.archive.Uses;

/** What a feature may use, for people and for programs. */
final class UsesText {
  /** Ports whose names do not say how much they give. */
  private static final Map<String, String> MEANING =
      Map.of(
          "org.waagent.os.Services", "starts and stops any service of the machine",
          "org.waagent.host.GoalStateSource", "sees all that Azure wants of the machine",
          "org.waagent.host.Cms", "opens what was encrypted for the machine",
          "org.waagent.host.Proxy", "sees the proxy with its password",
          "org.waagent.host.InstanceMetadata", "asks what Azure tells of the machine");

  private UsesText() {}

  /** One line for each kind of thing; none for a feature that uses nothing. */
  static List<String> lines(Uses uses) {
    List<String> lines = new ArrayList<>();
    for (String port : uses.ports()) {
      lines.add("uses " + port + (MEANING.containsKey(port) ? ": " + MEANING.get(port) : ""));
    }
    add(lines, "reads", uses.read());
    add(lines, "writes", uses.write());
    add(lines, "runs, as the agent's own user,", uses.programs());
    add(lines, "speaks to", uses.hosts());
    add(lines, "is configured by", uses.pids());
    if (uses.direct() == Uses.Direct.YES) {
      lines.add("passes the ports by: it can do all that the agent can");
    }
    return lines;
  }

  private static void add(List<String> lines, String does, List<String> what) {
    if (!what.isEmpty()) {
      lines.add(does + " " + String.join(", ", what));
    }
  }

  /** As in {@code feature.json}. */
  static JsonObject json(Uses uses) {
    JsonObject json = new JsonObject();
    json.add("ports", array(uses.ports()));
    json.add("read", array(uses.read()));
    json.add("write", array(uses.write()));
    json.add("programs", array(uses.programs()));
    json.add("hosts", array(uses.hosts()));
    json.add("pids", array(uses.pids()));
    json.addProperty("direct", uses.direct() == Uses.Direct.YES);
    return json;
  }

  private static JsonArray array(List<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(array::add);
    return array;
  }
}
