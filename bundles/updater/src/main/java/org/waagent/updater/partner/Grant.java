// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.waagent.updater.archive.Uses;

/**
 * What a feature of a partner may use.
 *
 * @param feature its name
 * @param version of the feature
 * @param uses what it declares
 */
public record Grant(String feature, String version, Uses uses) {
  /**
   * What no partner gets, whatever it declares: with some it would speak to Azure in the name of
   * the whole agent, with others do what the owner of the machine does by commands.
   */
  private static final Set<String> NEVER =
      Set.of(
          "org.waagent.host.StatusSink",
          "org.waagent.host.HealthSink",
          "org.waagent.host.EventUpload",
          "org.waagent.plugin.AgentUpdates",
          "org.waagent.plugin.Check",
          "org.waagent.plugin.PeriodicTask",
          "org.waagent.plugin.Plugin",
          "org.waagent.plugin.Removals",
          "org.waagent.plugin.Verb");

  /** By types of these the parts of the agent find each other; only those of the api are ports. */
  private static final List<String> OF_PLATFORM =
      List.of("java.", "org.osgi.", "org.apache.felix.", "org.waagent.");

  private static final List<String> OF_API =
      List.of(
          "org.waagent.goalstate.", "org.waagent.host.", "org.waagent.os.", "org.waagent.plugin.");

  private static final String ANY_BELOW = "*.";

  public Grant {
    requireNonNull(feature, "feature");
    requireNonNull(version, "version");
    requireNonNull(uses, "uses");
  }

  /** A feature nothing is known of: it gets nothing. */
  static Grant nothing(String feature) {
    return new Grant(feature, "", Uses.NOTHING);
  }

  /** Whether a port may be used, by the full name of its type. */
  boolean allowsPort(String type) {
    return uses.ports().contains(type)
        && !NEVER.contains(type)
        && (uses.direct() == Uses.Direct.YES || isPort(type));
  }

  /** Other partners may have types of their own to meet by. */
  private static boolean isPort(String type) {
    return OF_API.stream().anyMatch(type::startsWith)
        || OF_PLATFORM.stream().noneMatch(type::startsWith);
  }

  /** Whether a host may be spoken to; {@code *.acme.example} are all below that domain. */
  boolean allowsHost(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return uses.hosts().stream()
        .map(declared -> declared.toLowerCase(Locale.ROOT))
        .anyMatch(
            declared ->
                declared.startsWith(ANY_BELOW)
                    ? name.endsWith(declared.substring(1))
                    : name.equals(declared));
  }
}
