// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The one place where what is wanted changes; servers read a {@link World} of one moment. */
final class Fabric {
  /** Ticks (100 ns) from the year 1 to 1970. */
  private static final long TICKS_TO_EPOCH = 621_355_968_000_000_000L;

  private final Catalog catalog;
  private World world;
  private Machine told;
  private StaleContainer stale = StaleContainer.GONE;

  Fabric(Catalog catalog, World first) {
    this.catalog = catalog;
    this.world = first;
    this.told = first.machine();
    catalog.add(first.latest().goal());
  }

  static Published first(GoalState goal) {
    return published(goal, 1, 1, 1, ticks());
  }

  synchronized World world() {
    return world;
  }

  synchronized Published publish(GoalState goal) {
    catalog.add(goal);
    Published last = world.latest();
    int incarnation = world.fabric().incarnation() + (goal.fastTrack() ? 0 : 1);
    long ticks = Math.max(ticks(), last.ticks() + 1);
    Published fresh = published(goal, incarnation, last.etag() + 1, last.svdSequence() + 1, ticks);
    world =
        new World(
            world.machine(),
            world.at(),
            world.sas(),
            goal.fastTrack() ? world.fabric() : fresh,
            fresh,
            world.vmSettings() || goal.fastTrack(),
            world.ownCertificate());
    return fresh;
  }

  /** The machine moves to another container; the incarnation stays. */
  synchronized Machine move(StaleContainer answer) {
    stale = answer;
    world =
        new World(
            world.machine().moved(),
            world.at(),
            world.sas(),
            world.fabric(),
            world.latest(),
            world.vmSettings(),
            world.ownCertificate());
    return world.machine();
  }

  /** The agent has just been told these ids. */
  synchronized void told(Machine machine) {
    told = machine;
  }

  /** Demands the container id of now; one that was right when last told is no violation. */
  synchronized void checkContainer(String sent) {
    if (!sent.equals(world.machine().containerId())) {
      throw stale(410, sent.equals(told.containerId()), "The container id", sent);
    }
  }

  /** The same for both ids, in the host plugin's way. */
  synchronized void checkPluginContainer(String sent) {
    if (!sent.equals(world.machine().containerId())) {
      throw stale(pluginStatus(), sent.equals(told.containerId()), "The container id", sent);
    }
  }

  synchronized void checkConfigName(String sent) {
    if (!sent.equals(world.machine().configName())) {
      throw stale(pluginStatus(), sent.equals(told.configName()), "The config name", sent);
    }
  }

  private int pluginStatus() {
    return stale == StaleContainer.GONE ? 410 : 400;
  }

  private static Refusal stale(int status, boolean couldNotKnow, String what, String sent) {
    String code = status == 410 ? "ResourceNotAvailable" : "InvalidContainerConfiguration";
    String message = what + " is not of this machine: '" + sent + "'";
    return couldNotKnow
        ? Refusal.innocent(status, code, message)
        : Refusal.wrong(status, code, message);
  }

  private static Published published(
      GoalState goal, int incarnation, int etag, int svdSequence, long ticks) {
    return new Published(
        goal,
        incarnation,
        etag,
        ticks,
        svdSequence,
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString());
  }

  private static long ticks() {
    return TICKS_TO_EPOCH + ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) * 10;
  }
}
