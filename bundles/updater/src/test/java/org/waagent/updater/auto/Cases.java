// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import java.net.URI;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.waagent.goalstate.AgentFamily;
import org.waagent.goalstate.BlobUrl;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.goalstate.Incarnation;
import org.waagent.updater.pin.Pins;

/** Inputs of a decision, from the usual case on: 3.0.0 runs, a feed has 3.1.0, all is allowed. */
final class Cases {
  static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-23T12:00:00Z");

  boolean automatic = true;
  boolean managed = true;
  boolean feedKnown = true;
  Optional<URI> address = Optional.of(URI.create("https://feed.test/feed.json"));
  String allow = "";
  String deny = "";
  String hold = "";
  List<String> complaints = List.of();
  Pins.Fixed fixed = new Pins.Fixed(Map.of(), Optional.empty());
  String running = "3.0.0";
  String installed = "3.0.0";
  boolean initialOver = true;
  Chooser chooser = Chooser.AGENT;
  Memory memory = Memory.NOTHING.looked(NOW.toInstant());
  Optional<AgentFamily> family = Optional.of(family("Prod", null, null, null, null));
  List<String> versions = new ArrayList<>(List.of("3.0.0", "3.1.0"));
  Optional<Inputs.Known> known = Optional.empty();
  ZonedDateTime now = NOW;

  static AgentFamily family(
      String name, String version, String from, Boolean meant, Boolean enabled) {
    return new AgentFamily(
        name,
        Optional.ofNullable(version),
        Optional.ofNullable(from),
        Optional.ofNullable(meant),
        Optional.ofNullable(enabled),
        List.of(new BlobUrl("https://ga.test/manifest.xml")));
  }

  Verdict decide() {
    return Deciding.decide(inputs(), new Late());
  }

  Inputs inputs() {
    Rules rules =
        new Rules(
            automatic,
            managed,
            "Prod",
            address,
            Duration.ofHours(1),
            Map.of(
                Release.Kind.REGULAR,
                Duration.ofHours(24),
                Release.Kind.HOTFIX,
                Duration.ofHours(4)),
            Versions.of(allow),
            Versions.of(deny),
            HoldWindow.of(hold),
            complaints);
    return new Inputs(
        rules,
        fixed,
        new Inputs.Agent("standard", FlexibleVersion.of(running), FlexibleVersion.of(installed)),
        Optional.of(goalState()),
        "start incarnation_7",
        initialOver,
        chooser,
        memory,
        known.isPresent() || !feedKnown ? known : Optional.of(feed()),
        now);
  }

  private ExtensionsGoalState goalState() {
    ExtensionsGoalState empty = ExtensionsGoalState.empty(new Incarnation("7"));
    return new ExtensionsGoalState(
        empty.id(),
        empty.source(),
        empty.createdOn(),
        empty.svdSequenceNumber(),
        empty.activityId(),
        empty.correlationId(),
        empty.statusBlob(),
        List.of(),
        false,
        family.stream().toList(),
        List.of(),
        false);
  }

  private Inputs.Known feed() {
    List<Release> releases = versions.stream().map(Cases::release).toList();
    return new Inputs.Known(
        Optional.of(new Feed(Map.of("Prod", releases))), "", "start incarnation_7");
  }

  static Release release(String version) {
    return new Release(
        "standard",
        FlexibleVersion.of(version),
        Optional.empty(),
        "00".repeat(32),
        OptionalLong.empty(),
        List.of(new BlobUrl("https://feed.test/standard-" + version + ".zip")));
  }

  /** Always as late as may be. */
  static final class Late implements RandomGenerator {
    @Override
    public long nextLong() {
      throw new UnsupportedOperationException();
    }

    @Override
    public long nextLong(long bound) {
      return bound - 1;
    }
  }
}
