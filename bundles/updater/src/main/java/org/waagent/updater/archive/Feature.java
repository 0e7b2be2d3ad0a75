// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.waagent.goalstate.FlexibleVersion;

/**
 * A named set of bundles.
 *
 * @param id {@code group:artifact:json:name:version}
 * @param name for example {@code standard}; fit for a file's name
 * @param version of the whole set
 * @param title for people; may be empty
 * @param description for people; may be empty
 * @param kind who made it
 * @param bundles in the order they start
 * @param classPath launcher and framework that come with it, both or none; none for a partner's
 * @param framework id of the framework an agent's feature runs on; empty for a partner's
 * @param properties of that framework
 * @param ranges the platforms it runs on
 * @param uses what it uses; says nothing for an agent's feature
 */
public record Feature(
    String id,
    String name,
    FlexibleVersion version,
    String title,
    String description,
    Kind kind,
    List<BundleEntry> bundles,
    List<ClassPathEntry> classPath,
    String framework,
    Map<String, String> properties,
    Ranges ranges,
    Uses uses) {
  public Feature {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(version, "version");
    requireNonNull(title, "title");
    requireNonNull(description, "description");
    requireNonNull(kind, "kind");
    requireNonNull(framework, "framework");
    requireNonNull(ranges, "ranges");
    requireNonNull(uses, "uses");
    bundles = List.copyOf(bundles);
    classPath = List.copyOf(classPath);
    properties = Map.copyOf(properties);
  }

  /** Who made a feature. */
  public enum Kind {
    /** The agent itself: it replaces the one that runs. */
    AGENT,
    /** Somebody else: it is added to the agent. */
    PARTNER
  }

  /** The version at the end of the framework's id; empty where it names none. */
  public String frameworkVersion() {
    return framework.substring(framework.lastIndexOf(':') + 1);
  }

  /** Its name and version as they are told: {@code standard-3.0.0}. */
  public String fullName() {
    return name + "-" + version;
  }
}
