// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.waagent.goalstate.AgentFamily;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.updater.auto.Decision.Look;
import org.waagent.updater.auto.Decision.Off;
import org.waagent.updater.auto.Decision.Refused;
import org.waagent.updater.auto.Decision.Settled;
import org.waagent.updater.auto.Decision.Update;
import org.waagent.updater.auto.Decision.Wait;

/** Decides about the agent's version. The same inputs and chance give the same decision. */
final class Deciding {
  private static final int MOST_ATTEMPTS = 3;

  /** An agent that was just started looks soon, but one that keeps crashing not each time. */
  private static final Duration AFTER_START = Duration.ofMinutes(1);

  private final Inputs in;
  private final Memory memory;
  private final FlexibleVersion running;
  private final Instant now;
  private final RandomGenerator chance;
  private Optional<Memory.Planned> planned;

  private Deciding(Inputs in, RandomGenerator chance) {
    this.in = in;
    this.memory = in.memory();
    this.running = in.agent().version();
    this.now = in.now().toInstant();
    this.chance = chance;
    this.planned = memory.planned();
  }

  static Verdict decide(Inputs in, RandomGenerator chance) {
    return new Deciding(in, chance).decide();
  }

  private Verdict decide() {
    if (in.rules().off().isPresent()) {
      return new Verdict(off(), in.chooser(), Optional.empty(), isAsked());
    }
    Request request = Request.of(in);
    Chooser chooser = request instanceof Request.Of ? Chooser.RELEASE_MANAGER : unless(request);
    Decision decision = decide(request);
    return new Verdict(decision, chooser, planned, chooser == Chooser.RELEASE_MANAGER);
  }

  /** A request that makes no sense changes nothing. */
  private Chooser unless(Request request) {
    return request instanceof Request.None ? Chooser.AGENT : in.chooser();
  }

  private Decision off() {
    Request request = Request.of(in);
    return request instanceof Request.Of wish && isSettled(wish)
        ? new Settled(running + " runs, as asked for", Optional.empty())
        : new Off(in.rules().off().orElseThrow());
  }

  private boolean isAsked() {
    return in.chooser() == Chooser.RELEASE_MANAGER
        || in.rules().managed()
            && in.family().flatMap(AgentFamily::vmEnabledForRsmUpgrades).orElse(false);
  }

  private Decision decide(Request request) {
    if (!in.rules().complaints().isEmpty()) {
      return refused(Refusal.CONFIGURATION, String.join("; ", in.rules().complaints()));
    }
    if (request instanceof Request.Wrong wrong) {
      return refused(wrong.kind(), wrong.why());
    }
    if (request instanceof Request.Of wish) {
      planned = Optional.empty();
      return managed(wish);
    }
    return byItself();
  }

  private static Refused refused(Refusal kind, String text) {
    return new Refused(kind, text, Optional.empty());
  }

  private boolean isSettled(Request.Of wish) {
    return !wish.meant() || wish.version().equals(running);
  }

  private Decision managed(Request.Of wish) {
    FlexibleVersion version = wish.version();
    if (isSettled(wish)) {
      return new Settled(running + " runs, as the release manager has it", Optional.empty());
    }
    boolean down = version.compareTo(running) < 0;
    if (version.compareTo(in.agent().installed()) < 0) {
      return refused(
          Refusal.REQUEST,
          "version " + version + " is below " + in.agent().installed() + ", which is installed");
    }
    if (down && !wish.isFrom(running)) {
      return refused(
          Refusal.REQUEST,
          "going down to version "
              + version
              + " is asked for from "
              + wish.from().orElse("no version")
              + ", but "
              + running
              + " runs");
    }
    Optional<String> objection = in.objection(version);
    if (objection.isPresent()) {
      return refused(Refusal.EXCLUDED, objection.get());
    }
    Optional<Memory.Tried> tried = memory.tried(version);
    if (tried.filter(one -> one.occasion().equals(in.occasion())).isPresent()) {
      return refused(Refusal.TRIED, tried.get().text());
    }
    if (in.known().isEmpty() || !in.known().get().occasion().equals(in.occasion())) {
      return new Look();
    }
    return fromFeed(version, down);
  }

  private Decision fromFeed(FlexibleVersion version, boolean down) {
    Optional<Feed> feed = in.known().get().feed();
    if (feed.isEmpty()) {
      return lookDue().isAfter(now) ? troubled() : new Look();
    }
    Optional<Release> release = feed.get().find(in.rules().family(), in.agent().feature(), version);
    if (release.isEmpty()) {
      return refused(
          Refusal.ABSENT,
          "version " + version + " of " + in.agent().feature() + " is not in the feed");
    }
    return begin(
        release.get(),
        down,
        "New agent version:"
            + version
            + " requested by RSM in Goal state "
            + in.goalStateId()
            + ", will update the agent before processing the goal state.");
  }

  private Refused troubled() {
    return new Refused(Refusal.FEED, in.known().orElseThrow().trouble(), Optional.of(lookDue()));
  }

  private Decision begin(Release release, boolean down, String announcement) {
    if (memory.attempts(release.version()) >= MOST_ATTEMPTS) {
      String last = memory.tried(release.version()).map(one -> "; last " + one.text()).orElse("");
      return new Refused(
          Refusal.TRIED,
          "Attempted enough update retries for version: " + release.version() + last,
          Optional.of(lookDue()));
    }
    Optional<Instant> held = in.fixed().heldUntil().filter(now::isBefore);
    if (held.isPresent()) {
      return held(release, held.get(), "'waagent features hold'");
    }
    Instant end = in.rules().hold().end(in.now()).toInstant();
    if (end.isAfter(now)) {
      return held(release, end, "AutoUpdate.HoldWindow");
    }
    return new Update(release, down, announcement);
  }

  private static Wait held(Release release, Instant until, String by) {
    String why = by + " holds the update to " + release.name() + " until " + until;
    return new Wait(release, until, why, Optional.empty());
  }

  private Instant lookDue() {
    Duration frequency = in.rules().frequency();
    boolean early = in.known().isEmpty() && frequency.compareTo(AFTER_START) > 0;
    Duration pause = early ? AFTER_START : frequency;
    Instant due = memory.lookedAt().map(at -> at.plus(pause)).orElse(now);
    // A clock that was in the future must not keep the agent from looking for years.
    return due.isAfter(now.plus(pause)) ? now : due;
  }

  private Decision byItself() {
    boolean due = !lookDue().isAfter(now);
    if (due) {
      return new Look();
    }
    if (in.known().isEmpty()) {
      return new Settled("looks for a newer version later", Optional.of(next()));
    }
    Optional<Feed> feed = in.known().get().feed();
    if (feed.isEmpty()) {
      return troubled();
    }
    Optional<List<Release>> family = feed.get().family(in.rules().family());
    if (family.isEmpty()) {
      planned = Optional.empty();
      return new Refused(
          Refusal.FAMILY,
          "the feed has no family '" + in.rules().family() + "'",
          Optional.of(lookDue()));
    }
    Optional<Release> best = best(family.get());
    if (best.isEmpty()) {
      planned = Optional.empty();
      return new Settled(running + " is the newest version that may be taken", Optional.of(next()));
    }
    return upTo(best.get());
  }

  private Instant next() {
    Instant look = lookDue();
    return planned.map(Memory.Planned::at).filter(look::isAfter).orElse(look);
  }

  private Optional<Release> best(List<Release> releases) {
    return releases.stream()
        .filter(release -> release.feature().equals(in.agent().feature()))
        .filter(release -> release.version().compareTo(running) > 0)
        .filter(release -> in.objection(release.version()).isEmpty())
        .filter(release -> !memory.isSetAside(release.version()))
        .max(Comparator.comparing(Release::version));
  }

  private Decision upTo(Release release) {
    if (in.initialOver() && memory.attempts(release.version()) < MOST_ATTEMPTS) {
      Memory.Planned plan = plan(release);
      planned = Optional.of(plan);
      if (plan.at().isAfter(now)) {
        return new Wait(
            release,
            plan.at(),
            "Self-update discovered new "
                + plan.kind().word()
                + " upgrade WALinuxAgent-"
                + release.version()
                + "; Will upgrade on or after "
                + plan.at(),
            memory.tried(release.version()).map(Memory.Tried::text));
      }
    }
    return begin(
        release,
        false,
        "Self-update is ready to upgrade the new agent: "
            + release.version()
            + " now before processing the goal state: "
            + in.goalStateId());
  }

  /** A version that appears while another one waits does not put the time off. */
  private Memory.Planned plan(Release release) {
    Release.Kind kind = release.kindFor(running);
    long most = in.rules().delays().get(kind).toSeconds();
    // What a clock planned that was in the future is planned anew.
    Optional<Memory.Planned> waits =
        planned.filter(plan -> !plan.at().isAfter(now.plusSeconds(most)));
    if (waits.filter(plan -> plan.leadsTo(release.version())).isPresent()) {
      return waits.get();
    }
    Instant at = now.plusSeconds(most == 0 ? 0 : chance.nextLong(most + 1));
    Instant former = waits.map(Memory.Planned::at).orElse(at);
    return new Memory.Planned(
        release.version().toString(), kind, former.isBefore(at) ? former : at);
  }
}
