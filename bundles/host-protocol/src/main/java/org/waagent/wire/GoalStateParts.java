// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.osgi.service.log.Logger;
import org.waagent.goalstate.BlobUrl;
import org.waagent.goalstate.Certificates;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.RemoteAccess;
import org.waagent.host.GoalStateSource.Unread;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;
import org.waagent.os.Clock;
import org.waagent.wire.cms.CertificateStore;
import org.waagent.wire.goalstate.ArtifactsProfile;
import org.waagent.wire.goalstate.ExtensionsConfig;
import org.waagent.wire.goalstate.FabricGoalState;
import org.waagent.wire.goalstate.HostingEnvironments;
import org.waagent.wire.goalstate.Redacted;
import org.waagent.wire.goalstate.RemoteAccesses;
import org.waagent.wire.health.Events;
import org.waagent.wire.http.CallClass;

/**
 * Fetches the parts a fabric goal state names, one after the other. A part that can't be read, or
 * that is only for information and can't be had, leaves the others in use.
 */
final class GoalStateParts {
  private static final String SHARED_CONFIG = "SharedConfig.xml";
  private static final String ARTIFACTS_PROFILE = "ArtifactsProfileBlob";

  private final WireServer wireServer;
  private final Channels channels;
  private final CertificateStore store;
  private final Clock clock;
  private final Events events;
  private final Logger logger;
  private final PartFaults faults;

  GoalStateParts(
      WireServer wireServer,
      Channels channels,
      CertificateStore store,
      Clock clock,
      Events events,
      Logger logger) {
    this.wireServer = wireServer;
    this.channels = channels;
    this.store = store;
    this.clock = clock;
    this.events = events;
    this.logger = logger;
    this.faults = new PartFaults(logger);
  }

  /**
   * Fetches all parts.
   *
   * @param before what was fetched before; stands in for what can't be had now
   * @throws HostException if what is said of extensions could not be fetched, or the goal state is
   *     gone
   */
  Parts fetch(FabricGoalState fabric, Optional<Parts> before) throws HostException {
    Gathering gathering = new Gathering(fabric, faults, clock);
    Optional<ExtensionsGoalState> extensions = extensions(fabric, gathering);
    var environment =
        gathering.part(
            HostingEnvironments.NAME,
            fabric.hostingEnvironment(),
            wireServer::text,
            HostingEnvironments::read,
            (text, read) -> Redacted.names(text),
            before.flatMap(Parts::hostingEnvironment));
    var sharedConfig =
        gathering.part(
            SHARED_CONFIG,
            fabric.sharedConfig(),
            wireServer::text,
            text -> text,
            (text, read) -> Redacted.names(text),
            before.flatMap(Parts::sharedConfig));
    Certificates certificates =
        certificates(fabric)
            .orElseGet(
                () -> gathering.missing(before.map(Parts::certificates), Certificates.none()));
    gathering.keep("Certificates.json", json(certificates));
    Optional<RemoteAccess> access = access(fabric, gathering, before);
    return new Parts(
        fabric,
        extensions,
        certificates,
        environment,
        sharedConfig,
        access,
        gathering.documents(),
        gathering.again());
  }

  private Optional<RemoteAccess> access(
      FabricGoalState fabric, Gathering gathering, Optional<Parts> before) throws HostException {
    return gathering.part(
        RemoteAccesses.NAME,
        fabric.remoteAccess(),
        this::remoteAccess,
        text -> RemoteAccesses.read(text, warning -> logger.warn(warning)),
        (text, read) -> Redacted.remoteAccess(text),
        before.flatMap(Parts::remoteAccess));
  }

  private Optional<ExtensionsGoalState> extensions(FabricGoalState fabric, Gathering gathering)
      throws HostException {
    if (fabric.extensionsConfig().isEmpty()) {
      faults.gone(ExtensionsConfig.NAME);
      return Optional.of(ExtensionsGoalState.empty(fabric.incarnation()));
    }
    Optional<ExtensionsConfig> config =
        gathering.needed(
            ExtensionsConfig.NAME,
            fabric.extensionsConfig(),
            wireServer::text,
            text ->
                ExtensionsConfig.read(text, fabric.incarnation(), warning -> logger.warn(warning)),
            (text, read) -> read.redacted());
    if (config.isEmpty()) {
      return Optional.empty();
    }
    ExtensionsGoalState state = config.get().state();
    Optional<BlobUrl> profile = config.get().artifactsProfile();
    return Optional.of(isOnHold(profile) ? Choice.onHold(state) : state);
  }

  private boolean isOnHold(Optional<BlobUrl> profile) {
    if (profile.isEmpty()) {
      events.worked(ARTIFACTS_PROFILE, "There is no artifacts profile: not on hold");
      return false;
    }
    try {
      return ArtifactsProfile.isOnHold(
          channels.text(profile.get().text(), false), this::oddProfile);
    } catch (HostException e) {
      oddProfile("Can't read the artifacts profile, not on hold: " + e.getMessage());
      return false;
    }
  }

  private void oddProfile(String message) {
    logger.warn("{}", message);
    events.failed(ARTIFACTS_PROFILE, message);
  }

  /** What came and can't be read, for as long as it is so. */
  List<Unread> unread() {
    return faults.unread();
  }

  /** Fetches the certificates alone; empty if they can't be had now. */
  Optional<Certificates> certificates(FabricGoalState fabric) {
    Optional<String> url = fabric.certificates();
    if (url.isEmpty()) {
      return Optional.of(Certificates.none());
    }
    return store.fetch(
        (certificate, cipher) ->
            wireServer.encrypted(url.get(), certificate, cipher, CallClass.CERTIFICATES));
  }

  boolean areOnDisk(Certificates certificates) {
    return store.areOnDisk(certificates);
  }

  private String remoteAccess(String url) throws HostException {
    try {
      return store.encrypted(
          (certificate, cipher) ->
              wireServer.encrypted(url, certificate, cipher, CallClass.GOAL_STATE));
    } catch (IOException e) {
      throw new HostException(
          Kind.LOCAL, "no transport certificate for remote access: " + e.getMessage(), e);
    }
  }

  private static String json(Certificates certificates) {
    StringBuilder json = new StringBuilder("[");
    for (Certificates.Certificate certificate : certificates.certificates()) {
      json.append(json.length() > 1 ? ", " : "")
          .append("{\"thumbprint\": \"")
          .append(certificate.thumbprint())
          .append("\", \"hasPrivateKey\": ")
          .append(certificate.hasPrivateKey())
          .append('}');
    }
    return json.append(']').toString();
  }
}
