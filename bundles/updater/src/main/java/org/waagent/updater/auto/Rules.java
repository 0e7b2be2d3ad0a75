// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.updater.config.AutoUpdateConfig;
import org.waagent.updater.config.DebugConfig;

/**
 * What the owner of the machine allows.
 *
 * @param automatic whether the agent is updated by itself
 * @param managed whether the platform's release manager may choose the version
 * @param family of agents to follow
 * @param feed where versions are listed; empty if nowhere
 * @param frequency time between two looks
 * @param delays within which an update begins
 * @param allowed the only versions that may be taken; none listed stands for all
 * @param denied versions that are never taken
 * @param hold when no update is begun
 * @param complaints what of the configuration makes no sense; then nothing is begun
 */
record Rules(
    boolean automatic,
    boolean managed,
    String family,
    Optional<URI> feed,
    Duration frequency,
    Map<Release.Kind, Duration> delays,
    Versions allowed,
    Versions denied,
    HoldWindow hold,
    List<String> complaints) {
  /** Name of the switch that wins over the older one, as it stands in a configuration. */
  private static final String NEW_SWITCH = "updateToLatestVersion";

  Rules {
    requireNonNull(family, "family");
    requireNonNull(feed, "feed");
    requireNonNull(frequency, "frequency");
    delays = Map.copyOf(delays);
    requireNonNull(allowed, "allowed");
    requireNonNull(denied, "denied");
    requireNonNull(hold, "hold");
    complaints = List.copyOf(complaints);
  }

  /**
   * What a configuration says.
   *
   * @param present the properties that are really there, without defaults for those that have none
   */
  static Rules of(AutoUpdateConfig config, DebugConfig debug, Map<String, ?> present) {
    List<String> complaints = new ArrayList<>();
    boolean automatic =
        present.containsKey(NEW_SWITCH) ? config.updateToLatestVersion() : config.enabled();
    Versions none = new Versions(List.of());
    return new Rules(
        automatic,
        debug.enableGAVersioning(),
        config.gAFamily(),
        read("Feed", config.feed(), Rules::address, Optional.empty(), complaints),
        Duration.ofSeconds(config.frequency()),
        Map.of(
            Release.Kind.REGULAR, Duration.ofSeconds(debug.selfUpdateRegularFrequency()),
            Release.Kind.HOTFIX, Duration.ofSeconds(debug.selfUpdateHotfixFrequency())),
        read("AllowVersions", config.allowVersions(), Versions::of, none, complaints),
        read("DenyVersions", config.denyVersions(), Versions::of, none, complaints),
        read("HoldWindow", config.holdWindow(), HoldWindow::of, HoldWindow.NONE, complaints),
        complaints);
  }

  private static <T> T read(
      String key, String text, Function<String, T> reader, T otherwise, List<String> complaints) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      complaints.add("AutoUpdate." + key + ": " + e.getMessage());
      return otherwise;
    }
  }

  private static Optional<URI> address(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    URI address = URI.create(text.strip());
    boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
    if (!web || address.getHost() == null) {
      throw new IllegalArgumentException("not an address of a web server");
    }
    return Optional.of(address);
  }

  /** Why updates are off; empty if they are not. */
  Optional<String> off() {
    if (!automatic) {
      return Optional.of("Auto update is disabled, skipping agent update");
    }
    return feed.isPresent() || !complaints.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "no feed is configured (AutoUpdate.Feed), and packages of the platform's own agent"
                + " are not for this one: skipping agent update");
  }

  /** Why a version may not be taken; empty if it may. */
  Optional<String> objection(FlexibleVersion version) {
    if (denied.include(version)) {
      return Optional.of("AutoUpdate.DenyVersions excludes version " + version);
    }
    return allowed.isEmpty() || allowed.include(version)
        ? Optional.empty()
        : Optional.of("AutoUpdate.AllowVersions does not include version " + version);
  }
}
