// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

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
import org.waagent.wire.cms.CertificateStore;

/**
 * The goal state of this machine. One of the fast track whose certificate is missing is fetched
 * again whole before anybody acts on it: at once, then at the next poll. After hibernation the
 * certificate may be new and the incarnation the same.
 */
@Component(service = GoalStateSource.class, configurationPid = DebugConfig.PID)
public final class GoalStates implements GoalStateSource {
  private final Rounds rounds;
  private final Logger logger;
  private String checked = "";
  private Optional<Held> held = Optional.empty();

  @Activate
  public GoalStates(
      DebugConfig config,
      @Reference(target = "(osgi.condition.id=configured)") Condition configured,
      @Reference WireServer wireServer,
      @Reference HostPlugin hostPlugin,
      @Reference Channels channels,
      @Reference CertificateStore store,
      @Reference FastTrackRecord record,
      @Reference VmSettingsCounts counts,
      @Reference Clock clock,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this(
        new Rounds(
            config.enableFastTrack(),
            wireServer,
            new GoalStateParts(
                wireServer, channels, store, clock, hostPlugin.signals().events(), logger),
            new FastTrack(hostPlugin, wireServer, record, counts, clock, logger),
            record,
            new HandlerEvents(hostPlugin.signals().events()),
            clock,
            logger),
        logger);
  }

  GoalStates(Rounds rounds, Logger logger) {
    this.rounds = rounds;
    this.logger = logger;
  }

  /**
   * A goal state that waits for its certificate.
   *
   * @param shown what is in force meanwhile
   * @param documents what it was read from
   */
  private record Held(ExtensionsGoalState shown, List<Document> documents) {}

  @Override
  public synchronized Polled poll(Fetch how) throws HostException {
    if (held.isPresent()) {
      return secondTry(held.get());
    }
    Optional<ExtensionsGoalState> before = rounds.inForce();
    Polled polled = rounds.round(how == Fetch.EVERYTHING);
    return waitsForCertificate(polled) ? firstTry(before, polled) : polled;
  }

  private boolean waitsForCertificate(Polled polled) {
    ExtensionsGoalState extensions = polled.goalState().extensions();
    if (!(polled instanceof Polled.Fresh)
        || extensions.source() != Source.FAST_TRACK
        || extensions.id().equals(checked)) {
      return false;
    }
    checked = extensions.id();
    return Choice.lacksCertificate(extensions, polled.goalState().certificates());
  }

  private Polled firstTry(Optional<ExtensionsGoalState> before, Polled polled) {
    logger.info("A certificate of the goal state is missing: fetching all of it again");
    Polled latest = polled;
    try {
      latest = rounds.round(true);
    } catch (HostException e) {
      logger.warn("Could not fetch the goal state again: {}", e.getMessage());
    }
    GoalState state = latest.goalState();
    if (!Choice.lacksCertificate(state.extensions(), state.certificates())) {
      return latest;
    }
    ExtensionsGoalState shown = before.orElseGet(() -> Choice.outdated(state.extensions()));
    List<Document> documents = documents(latest, List.of());
    held = Optional.of(new Held(shown, documents));
    GoalState meanwhile = with(state, shown);
    return before.isPresent()
        ? new Polled.Unchanged(meanwhile, latest.unread())
        : new Polled.Fresh(meanwhile, documents, latest.unread());
  }

  private Polled secondTry(Held waiting) throws HostException {
    Polled polled;
    try {
      polled = rounds.round(true);
    } catch (HostException e) {
      logger.warn("Could not fetch the goal state again: {}", e.getMessage());
      polled = new Polled.Unchanged(rounds.latest(), rounds.unread());
    }
    held = Optional.empty();
    GoalState state = polled.goalState();
    checked = state.extensions().id();
    if (Choice.lacksCertificate(state.extensions(), state.certificates())) {
      logger.warn(
          "A certificate that protected settings of {} name is still missing: going on without it",
          state.extensions().id());
    }
    return new Polled.Fresh(state, documents(polled, waiting.documents()), polled.unread());
  }

  private static List<Document> documents(Polled polled, List<Document> otherwise) {
    return polled instanceof Polled.Fresh fresh ? fresh.documents() : otherwise;
  }

  private static GoalState with(GoalState state, ExtensionsGoalState extensions) {
    return new GoalState(
        state.incarnation(),
        state.containerId(),
        state.roleInstanceId(),
        state.roleConfigName(),
        extensions,
        state.certificates(),
        state.hostingEnvironment(),
        state.sharedConfig(),
        state.remoteAccess(),
        state.fastTrack());
  }
}
