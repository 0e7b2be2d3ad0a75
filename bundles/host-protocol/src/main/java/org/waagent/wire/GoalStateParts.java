// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.log.Logger;
import org.waagent.goalstate.BlobUrl;
import org.waagent.goalstate.Certificates;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.HostingEnvironment;
import org.waagent.goalstate.RemoteAccess;
import org.waagent.host.GoalStateSource.Document;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;
import org.waagent.wire.cms.CertificateStore;
import org.waagent.wire.goalstate.ArtifactsProfile;
import org.waagent.wire.goalstate.ExtensionsConfig;
import org.waagent.wire.goalstate.FabricGoalState;
import org.waagent.wire.goalstate.HostingEnvironments;
import org.waagent.wire.goalstate.Redacted;
import org.waagent.wire.goalstate.RemoteAccesses;
import org.waagent.wire.http.CallClass;
import org.waagent.wire.xml.XmlException;

/** Fetches the parts a fabric goal state names, one after the other. */
final class GoalStateParts {
  private final WireServer wireServer;
  private final Channels channels;
  private final CertificateStore store;
  private final Logger logger;

  GoalStateParts(WireServer wireServer, Channels channels, CertificateStore store, Logger logger) {
    this.wireServer = wireServer;
    this.channels = channels;
    this.store = store;
    this.logger = logger;
  }

  /**
   * What was fetched.
   *
   * @param fabric the document that names the parts
   * @param extensions what the fabric says of extensions
   * @param certificates decrypted and on disk
   * @param hostingEnvironment names of this machine
   * @param sharedConfig as it came
   * @param remoteAccess just-in-time accounts
   * @param documents for the history
   */
  record Parts(
      FabricGoalState fabric,
      ExtensionsGoalState extensions,
      Certificates certificates,
      Optional<HostingEnvironment> hostingEnvironment,
      Optional<String> sharedConfig,
      Optional<RemoteAccess> remoteAccess,
      List<Document> documents) {
    Parts with(Certificates others) {
      return new Parts(
          fabric, extensions, others, hostingEnvironment, sharedConfig, remoteAccess, documents);
    }
  }

  Parts fetch(FabricGoalState fabric) throws HostException {
    List<Document> documents = new ArrayList<>();
    documents.add(new Document(FabricGoalState.NAME, fabric.text()));
    try {
      ExtensionsGoalState extensions = extensions(fabric, documents);
      Optional<HostingEnvironment> environment = environment(fabric, documents);
      Optional<String> sharedConfig = sharedConfig(fabric, documents);
      Certificates certificates = certificates(fabric);
      documents.add(new Document("Certificates.json", json(certificates)));
      Optional<RemoteAccess> remoteAccess = remoteAccess(fabric, documents);
      return new Parts(
          fabric, extensions, certificates, environment, sharedConfig, remoteAccess, documents);
    } catch (XmlException e) {
      throw new HostException(Kind.MALFORMED, e.getMessage(), e);
    }
  }

  private ExtensionsGoalState extensions(FabricGoalState fabric, List<Document> documents)
      throws HostException, XmlException {
    if (fabric.extensionsConfig().isEmpty()) {
      return ExtensionsGoalState.empty(fabric.incarnation());
    }
    String text = wireServer.text(fabric.extensionsConfig().get());
    ExtensionsConfig config =
        ExtensionsConfig.read(text, fabric.incarnation(), warning -> logger.warn(warning));
    documents.add(new Document(ExtensionsConfig.NAME, config.redacted()));
    boolean onHold = config.artifactsProfile().isPresent() && isOnHold(config.artifactsProfile());
    return onHold ? Choice.onHold(config.state()) : config.state();
  }

  private boolean isOnHold(Optional<BlobUrl> profile) {
    String url = profile.orElseThrow().text();
    try {
      return ArtifactsProfile.isOnHold(channels.text(url, false), warning -> logger.warn(warning));
    } catch (HostException e) {
      logger.warn("Can't read the artifacts profile, not on hold: {}", e.getMessage());
      return false;
    }
  }

  private Optional<HostingEnvironment> environment(FabricGoalState fabric, List<Document> documents)
      throws HostException, XmlException {
    if (fabric.hostingEnvironment().isEmpty()) {
      return Optional.empty();
    }
    String text = wireServer.text(fabric.hostingEnvironment().get());
    HostingEnvironment environment = HostingEnvironments.read(text);
    documents.add(new Document(HostingEnvironments.NAME, Redacted.unread(text)));
    return Optional.of(environment);
  }

  private Optional<String> sharedConfig(FabricGoalState fabric, List<Document> documents)
      throws HostException {
    if (fabric.sharedConfig().isEmpty()) {
      return Optional.empty();
    }
    String text = wireServer.text(fabric.sharedConfig().get());
    documents.add(new Document("SharedConfig.xml", text));
    return Optional.of(text);
  }

  /** Fetches the certificates alone. */
  Certificates certificates(FabricGoalState fabric) {
    Optional<String> url = fabric.certificates();
    if (url.isEmpty()) {
      return Certificates.none();
    }
    return store.fetch(
        (certificate, cipher) ->
            wireServer.encrypted(url.get(), certificate, cipher, CallClass.CERTIFICATES));
  }

  boolean areOnDisk(Certificates certificates) {
    return store.areOnDisk(certificates);
  }

  private Optional<RemoteAccess> remoteAccess(FabricGoalState fabric, List<Document> documents)
      throws HostException, XmlException {
    Optional<String> url = fabric.remoteAccess();
    if (url.isEmpty()) {
      return Optional.empty();
    }
    try {
      String text =
          store.encrypted(
              (certificate, cipher) ->
                  wireServer.encrypted(url.get(), certificate, cipher, CallClass.GOAL_STATE));
      RemoteAccess access = RemoteAccesses.read(text);
      documents.add(new Document(RemoteAccesses.NAME, Redacted.remoteAccess(text, access)));
      return Optional.of(access);
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
