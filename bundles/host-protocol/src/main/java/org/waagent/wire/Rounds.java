// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.log.Logger;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.ExtensionsGoalState.Source;
import org.waagent.goalstate.GoalState;
import org.waagent.host.GoalStateSource.Document;
import org.waagent.host.GoalStateSource.Polled;
import org.waagent.host.GoalStateSource.Unread;
import org.waagent.host.HostException;
import org.waagent.os.Clock;
import org.waagent.wire.FastTrack.Asked;
import org.waagent.wire.goalstate.FabricGoalState;
import org.waagent.wire.goalstate.Redacted;
import org.waagent.wire.goalstate.VmSettings;

/**
 * Asks the wire server and the host plugin in turn, and chooses between them. Nothing is taken over
 * before the round succeeded.
 */
final class Rounds {
  private final WireServer wireServer;
  private final GoalStateParts parts;
  private final FastTrack fastTrack;
  private final FastTrackRecord record;
  private final HandlerEvents events;
  private final Clock clock;
  private final Logger logger;
  private final boolean fastTrackEnabled;
  private Optional<Parts> fetched = Optional.empty();
  private Optional<ExtensionsGoalState> inForce = Optional.empty();
  private Optional<GoalState> latest = Optional.empty();
  private Optional<Asked> stopped = Optional.empty();
  private boolean stopWaits;
  private String considered = "";

  Rounds(
      boolean fastTrackEnabled,
      WireServer wireServer,
      GoalStateParts parts,
      FastTrack fastTrack,
      FastTrackRecord record,
      HandlerEvents events,
      Clock clock,
      Logger logger) {
    this.fastTrackEnabled = fastTrackEnabled;
    this.wireServer = wireServer;
    this.parts = parts;
    this.fastTrack = fastTrack;
    this.record = record;
    this.events = events;
    this.clock = clock;
    this.logger = logger;
  }

  Optional<ExtensionsGoalState> inForce() {
    return inForce;
  }

  /** What the last round gave. */
  GoalState latest() {
    return latest.orElseThrow();
  }

  /**
   * What both channels said in a round, and what that means.
   *
   * @param fabric the wire server's goal state
   * @param asked what the host plugin said
   * @param changed whether something is new that the parts have to be fetched for
   * @param due whether a part that is missing is to be tried again
   * @param fastTrackIsNew whether the fast track's goal state was not considered before
   */
  private record Told(
      FabricGoalState fabric, Asked asked, boolean changed, boolean due, boolean fastTrackIsNew) {
    boolean isWhole() {
      return changed || due;
    }

    boolean isNews() {
      return changed || fastTrackIsNew;
    }
  }

  /**
   * Asks both.
   *
   * @param everything whether every part is fetched, new or not
   */
  Polled round(boolean everything) throws HostException {
    Told told = told(everything);
    if (!told.isWhole() && !told.fastTrackIsNew()) {
      return unchanged(told.fabric(), fetched.orElseThrow());
    }
    Parts known = told.isWhole() ? parts.fetch(told.fabric(), fetched) : fetched.orElseThrow();
    ExtensionsGoalState chosen = choose(told, known);
    Parts next = withFiles(chosen, told.fabric(), known);
    takeOver(next, chosen, told.asked());
    GoalState state = goalState(told.fabric(), next);
    if (!told.isNews() && latest.equals(Optional.of(state))) {
      // What was missing could not be had this time either.
      return unchanged(told.fabric(), next);
    }
    latest = Optional.of(state);
    return new Polled.Fresh(state, documents(told, next), unread());
  }

  private Told told(boolean everything) throws HostException {
    FabricGoalState fabric = wireServer.goalState();
    Asked asked = ask(everything);
    boolean changed = everything || isNew(fabric) || isStopDue(asked) || isCleared(asked);
    return new Told(fabric, asked, changed, isDue(), isNew(asked));
  }

  private Asked ask(boolean everything) {
    Asked asked = fastTrackEnabled ? fastTrack.ask(everything) : new Asked.Unsupported();
    if (asked instanceof Asked.Stopped) {
      stopped = Optional.of(asked);
    } else if (asked instanceof Asked.Found) {
      stopped = Optional.empty();
    }
    // The host says only once that there is no fast track any more, and this round may still fail.
    return asked instanceof Asked.Unsupported ? stopped.orElse(asked) : asked;
  }

  private boolean isNew(FabricGoalState fabric) {
    return fetched.isEmpty() || !fetched.get().fabric().incarnation().equals(fabric.incarnation());
  }

  private boolean isNew(Asked asked) {
    return asked instanceof Asked.Found found
        && found.isFastTrack()
        && !found.settings().state().id().equals(considered);
  }

  /**
   * Whether the end of the fast track is still to be acted on. Not while the fabric's extensions,
   * which take its place, can't be read: those are tried again at a time of their own.
   */
  private boolean isStopDue(Asked asked) {
    return asked instanceof Asked.Stopped && !stopWaits;
  }

  private boolean isDue() {
    return fetched
        .flatMap(Parts::again)
        .filter(at -> clock.sinceStart().compareTo(at) >= 0)
        .isPresent();
  }

  /** Whether the goal state in force was taken for outdated, but is not: no fast track is newer. */
  private boolean isCleared(Asked asked) {
    return inForce.isPresent()
        && inForce.get().outdated()
        && inForce.get().source() == Source.FABRIC
        && asked instanceof Asked.Found found
        && !found.isFastTrack();
  }

  private Polled unchanged(FabricGoalState fabric, Parts known) {
    GoalState state = goalState(fabric, known);
    latest = Optional.of(state);
    return new Polled.Unchanged(state, unread());
  }

  private ExtensionsGoalState choose(Told told, Parts next) {
    Optional<ExtensionsGoalState> fresh = told.isWhole() ? next.extensions() : Optional.empty();
    return chosen(fresh, told.asked(), told.fastTrackIsNew())
        .orElseGet(() -> Choice.unread(told.fabric().incarnation()));
  }

  private Optional<ExtensionsGoalState> chosen(
      Optional<ExtensionsGoalState> fabric, Asked asked, boolean fastTrackIsNew) {
    if (asked instanceof Asked.Found found && found.isFastTrack()) {
      record.forgetAfterStatus(false);
      boolean nothingElse = fabric.isEmpty() && inForce.isEmpty();
      return Choice.of(
          fabric, Optional.of(found.settings().state()), fastTrackIsNew || nothingElse, inForce);
    }
    if (asked instanceof Asked.Stopped && fabric.isPresent()) {
      // What the fast track said last is not in force any more, whatever its age.
      return Optional.of(dated(fabric.get(), asked));
    }
    return Choice.of(fabric.map(f -> dated(f, asked)), Optional.empty(), false, inForce);
  }

  /** A goal state of the fabric, marked if a newer one of the fast track was seen before. */
  private ExtensionsGoalState dated(ExtensionsGoalState fabric, Asked asked) {
    boolean mayBeOlder = !(asked instanceof Asked.Found);
    if (!mayBeOlder || fabric.source() != Source.FABRIC || !record.exists()) {
      return fabric;
    }
    if (!fabric.createdOn().isBefore(record.timestamp(clock.instant()))) {
      return fabric;
    }
    // Where the host plugin only failed, the record is still needed at the next start.
    record.forgetAfterStatus(!(asked instanceof Asked.Failed));
    logger.warn(
        "The goal state of the fabric, made {}, is older than the last one of the fast track: its"
            + " extensions are not acted on",
        fabric.createdOn());
    return Choice.outdated(fabric);
  }

  private Parts withFiles(ExtensionsGoalState chosen, FabricGoalState fabric, Parts next) {
    if (chosen.source() != Source.FAST_TRACK || parts.areOnDisk(next.certificates())) {
      return next;
    }
    logger.info("A file of a certificate is missing: getting the certificates again");
    return parts.certificates(fabric).map(next::with).orElse(next);
  }

  private void takeOver(Parts next, ExtensionsGoalState chosen, Asked asked) {
    fetched = Optional.of(next.handedOn());
    if (!inForce.map(ExtensionsGoalState::id).equals(Optional.of(chosen.id()))) {
      events.chosen(
          chosen,
          asked instanceof Asked.Found found ? Optional.of(found.settings()) : Optional.empty());
    }
    inForce = Optional.of(chosen);
    stopWaits = asked instanceof Asked.Stopped && next.extensions().isEmpty();
    if (!stopWaits) {
      stopped = Optional.empty();
    }
    if (asked instanceof Asked.Found found && found.isFastTrack()) {
      considered = found.settings().state().id();
    }
    wireServer.fastTrack(chosen.source() == Source.FAST_TRACK);
  }

  private static List<Document> documents(Told told, Parts parts) {
    List<Document> documents = new ArrayList<>();
    if (told.isWhole()) {
      documents.addAll(parts.documents());
    } else {
      documents.add(new Document(FabricGoalState.NAME, Redacted.names(told.fabric().text())));
    }
    if (told.asked() instanceof Asked.Found found) {
      documents.add(new Document(VmSettings.NAME, found.settings().redacted()));
    }
    return documents;
  }

  /** What came and can't be understood, for as long as it is so. */
  List<Unread> unread() {
    List<Unread> unread = new ArrayList<>(parts.unread());
    fastTrack.unread().ifPresent(unread::add);
    return unread;
  }

  private GoalState goalState(FabricGoalState fabric, Parts known) {
    return new GoalState(
        fabric.incarnation(),
        fabric.containerId(),
        fabric.roleInstanceId(),
        fabric.roleConfigName(),
        inForce.orElseThrow(),
        known.certificates(),
        known.hostingEnvironment(),
        known.sharedConfig(),
        known.remoteAccess(),
        fastTrackEnabled && fastTrack.isSupported());
  }
}
