// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.VersionRange;

/**
 * The extension {@code waagent} of a feature: who made it, where it runs, what it uses. Nothing in
 * it is passed over.
 */
final class Extension {
  private static final Set<String> MEMBERS =
      Set.of("feature", "agent", "api", "java", "os", "uses");
  private static final Set<String> USES =
      Set.of("ports", "read", "write", "programs", "hosts", "pids", "direct");

  private final JsonPart json;

  Extension(JsonPart json) {
    this.json = json;
  }

  Feature.Kind kind() throws BadArchive {
    json.requireOnly(MEMBERS);
    JsonPart feature = json.get("feature");
    return switch (feature.text()) {
      case "agent" -> Feature.Kind.AGENT;
      case "partner" -> Feature.Kind.PARTNER;
      default -> throw feature.bad("must be agent or partner");
    };
  }

  Ranges ranges() throws BadArchive {
    Map<String, VersionRange> api = new HashMap<>();
    for (Map.Entry<String, JsonPart> range : json.members("api").entrySet()) {
      api.put(range.getKey(), range(range.getValue()));
    }
    Optional<VersionRange> agent = range("agent");
    if (agent.isEmpty() && kind() == Feature.Kind.PARTNER) {
      throw json.bad("must tell the versions of the agent it is for: agent is missing");
    }
    return new Ranges(agent, api, range("java"), json.texts("os"));
  }

  private Optional<VersionRange> range(String name) throws BadArchive {
    Optional<JsonPart> member = json.find(name);
    return member.isPresent() ? Optional.of(range(member.get())) : Optional.empty();
  }

  private static VersionRange range(JsonPart part) throws BadArchive {
    try {
      return VersionRange.valueOf(part.text());
    } catch (IllegalArgumentException e) {
      throw part.bad("must be a range of versions such as [1.2,2)");
    }
  }

  Uses uses() throws BadArchive {
    Optional<JsonPart> uses = json.find("uses");
    return uses.isPresent() ? uses(uses.get()) : Uses.NOTHING;
  }

  private static Uses uses(JsonPart uses) throws BadArchive {
    uses.requireOnly(USES);
    Optional<JsonPart> direct = uses.find("direct");
    return new Uses(
        uses.texts("ports"),
        paths(uses, "read"),
        paths(uses, "write"),
        uses.texts("programs"),
        uses.texts("hosts"),
        uses.texts("pids"),
        direct.isPresent() && direct.get().flag() ? Uses.Direct.YES : Uses.Direct.NO);
  }

  private static List<String> paths(JsonPart uses, String name) throws BadArchive {
    List<String> paths = uses.texts(name);
    for (String path : paths) {
      if (!path.startsWith("/") || (path + "/").contains("/../")) {
        throw uses.get(name).bad("must have full paths without steps up: " + path);
      }
    }
    return paths;
  }
}
