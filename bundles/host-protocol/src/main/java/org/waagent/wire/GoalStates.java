// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.ExtensionsGoalState.Source;
import org.waagent.goalstate.GoalState;
import org.waagent.host.GoalStateSource;
import org.waagent.host.HostException;
import org.waagent.os.Clock;
import org.waagent.wire.FastTrack.Asked;
import org.waagent.wire.GoalStateParts.Parts;
import org.waagent.wire.cms.CertificateStore;
import org.waagent.wire.goalstate.FabricGoalState;
import org.waagent.wire.goalstate.VmSettings;

/**
 * Asks the wire server and the host plugin, and chooses between them. Nothing is taken over before
 * all of it is there.
 */
@Component(service = GoalStateSource.class, configurationPid = DebugConfig.PID)
public final class GoalStates implements GoalStateSource {
  /** How often a goal state is fetched whole because a certificate is missing. */
  private static final int MOST_CERTIFICATE_TRIES = 2;

  private final WireServer wireServer;
  private final GoalStateParts parts;
  private final FastTrack fastTrack;
  private final FastTrackRecord record;
  private final Clock clock;
  private final Logger logger;
  private final boolean fastTrackEnabled;
  private Optional<Parts> fetched = Optional.empty();
  private Optional<ExtensionsGoalState> inForce = Optional.empty();
  private String triedFor = "";
  private int certificateTries;

  @Activate
  public GoalStates(
      DebugConfig config,
      @Reference(target = "(osgi.condition.id=configured)") Condition configured,
      @Reference WireServer wireServer,
      @Reference HostPlugin hostPlugin,
      @Reference Channels channels,
      @Reference CertificateStore store,
      @Reference FastTrackRecord record,
      @Reference Clock clock,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this(
        config.enableFastTrack(),
        wireServer,
        new GoalStateParts(wireServer, channels, store, logger),
        new FastTrack(hostPlugin, wireServer, record, clock, logger),
        record,
        clock,
        logger);
  }

  GoalStates(
      boolean fastTrackEnabled,
      WireServer wireServer,
      GoalStateParts parts,
      FastTrack fastTrack,
      FastTrackRecord record,
      Clock clock,
      Logger logger) {
    this.fastTrackEnabled = fastTrackEnabled;
    this.wireServer = wireServer;
    this.parts = parts;
    this.fastTrack = fastTrack;
    this.record = record;
    this.clock = clock;
    this.logger = logger;
  }

  @Override
  public synchronized Polled poll(Fetch how) throws HostException {
    Polled polled = poll(how == Fetch.EVERYTHING);
    if (needsCertificate(polled)) {
      // After hibernation the certificate may be new and the incarnation the same.
      logger.info("A certificate of the goal state is missing: fetching all of it again");
      Polled again = poll(true);
      if (polled instanceof Polled.Fresh || again instanceof Polled.Fresh) {
        return again;
      }
    }
    return polled;
  }

  private boolean needsCertificate(Polled polled) {
    ExtensionsGoalState extensions = polled.goalState().extensions();
    if (extensions.source() != Source.FAST_TRACK) {
      return false;
    }
    if (!triedFor.equals(extensions.id())) {
      triedFor = extensions.id();
      certificateTries = 0;
    }
    if (certificateTries >= MOST_CERTIFICATE_TRIES
        || !Choice.lacksCertificate(extensions, polled.goalState().certificates())) {
      return false;
    }
    certificateTries++;
    return true;
  }

  private Polled poll(boolean everything) throws HostException {
    FabricGoalState fabric = wireServer.goalState();
    boolean fabricIsNew =
        everything
            || fetched.isEmpty()
            || !fetched.get().fabric().incarnation().equals(fabric.incarnation());
    Asked asked = fastTrackEnabled ? fastTrack.ask(everything) : new Asked.Unsupported();
    boolean fastTrackIsNew =
        asked instanceof Asked.Found found && found.fresh() && found.settings().isFastTrack();
    boolean whole = fabricIsNew || asked instanceof Asked.Stopped || isCleared(asked);
    if (!whole && !fastTrackIsNew) {
      return new Polled.Unchanged(goalState(fabric, fetched.orElseThrow()));
    }
    Parts next = whole ? parts.fetch(fabric) : fetched.orElseThrow();
    ExtensionsGoalState chosen = choose(whole ? Optional.of(next) : Optional.empty(), asked);
    if (chosen.source() == Source.FAST_TRACK && !parts.areOnDisk(next.certificates())) {
      next = next.with(parts.certificates(fabric));
    }
    List<Document> documents = documents(whole, next, fabric, asked);
    fetched = Optional.of(next);
    inForce = Optional.of(chosen);
    wireServer.fastTrack(chosen.source() == Source.FAST_TRACK);
    return new Polled.Fresh(goalState(fabric, next), documents);
  }

  /** What was taken for older than the fast track's is current after all. */
  private boolean isCleared(Asked asked) {
    return inForce.isPresent()
        && inForce.get().outdated()
        && asked instanceof Asked.Found found
        && !found.settings().isFastTrack();
  }

  private ExtensionsGoalState choose(Optional<Parts> fresh, Asked asked) {
    Optional<ExtensionsGoalState> fabric = fresh.map(Parts::extensions);
    if (asked instanceof Asked.Found found && found.settings().isFastTrack()) {
      record.forgetAfterStatus(false);
      return Choice.of(fabric, Optional.of(found.settings().state()), found.fresh(), inForce)
          .orElseThrow();
    }
    if (asked instanceof Asked.Stopped) {
      // What the fast track said last is not in force any more, whatever its age.
      return dated(fabric.orElseThrow(), asked);
    }
    return Choice.of(fabric.map(f -> dated(f, asked)), Optional.empty(), false, inForce)
        .orElseThrow();
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

  private static List<Document> documents(
      boolean whole, Parts parts, FabricGoalState fabric, Asked asked) {
    List<Document> documents = new ArrayList<>();
    if (whole) {
      documents.addAll(parts.documents());
    } else {
      documents.add(new Document(FabricGoalState.NAME, fabric.text()));
    }
    if (asked instanceof Asked.Found found) {
      documents.add(new Document(VmSettings.NAME, found.settings().redacted()));
    } else if (asked instanceof Asked.Failed failed && failed.redacted().isPresent()) {
      documents.add(new Document(VmSettings.NAME, failed.redacted().get()));
    }
    return documents;
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
