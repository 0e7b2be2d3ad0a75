// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.util.Optional;
import java.util.OptionalInt;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;
import org.waagent.host.InstanceMetadata;
import org.waagent.wire.health.MetadataDocument;
import org.waagent.wire.http.Answer;
import org.waagent.wire.http.CallClass;
import org.waagent.wire.http.Http;
import org.waagent.wire.http.Request;
import org.waagent.wire.http.Route;
import org.waagent.wire.http.StatusCode;

/** Asks the instance metadata service. */
@Component(
    service = {InstanceMetadata.class, Imds.class},
    configurationPid = ProtocolConfig.PID)
public final class Imds implements InstanceMetadata {
  private static final String VERSION = "2018-02-01";
  private static final int HTTP_PORT = 80;

  private final Optional<Addresses> place;
  private final Http http;
  private final String agentVersion;

  @Activate
  public Imds(
      ProtocolConfig config,
      @Reference(target = "(osgi.condition.id=configured)") Condition configured,
      @Reference HttpAccess access) {
    this(config.imdsEndpoint(), access.http(), access.version());
  }

  Imds(String place, Http http, String agentVersion) {
    this.place = Addresses.read(place, HTTP_PORT);
    this.http = http;
    this.agentVersion = agentVersion;
  }

  /**
   * How the service did.
   *
   * @param fault whether it is the service that failed
   * @param told what was wrong; empty text if nothing was
   */
  record Probe(boolean fault, String told) {}

  @Override
  public Compute compute() throws HostException {
    return MetadataDocument.read(text("instance/compute")).compute();
  }

  @Override
  public String text(String path) throws HostException {
    return text(path, VERSION);
  }

  @Override
  public String text(String path, String version) throws HostException {
    return http.send(request(path, version), CallClass.METADATA).orRefused().text();
  }

  /** Looks whether the service answers, and with sense. */
  Probe probe() {
    try {
      Optional<String> lack = lack(CallClass.METADATA);
      return new Probe(lack.isPresent(), lack.orElse(""));
    } catch (HostException e) {
      return new Probe(isFault(e), e.getMessage());
    }
  }

  /**
   * Asks for the document every machine has.
   *
   * @return what is missing in it
   */
  Optional<String> lack(CallClass kind) throws HostException {
    Request request =
        request("instance", VERSION)
            .with("User-Agent", HttpAccess.AGENT + "/" + agentVersion + "+health");
    Answer answer = http.send(request, kind).orRefused();
    return MetadataDocument.read(answer.text()).lack();
  }

  private Request request(String path, String version) throws HostException {
    Addresses at =
        place.orElseThrow(
            () -> new HostException(Kind.LOCAL, "Protocol.ImdsEndpoint is not 'host:port'"));
    String host = at.port() == HTTP_PORT ? at.host() : at.host() + ":" + at.port();
    return Request.get(
            Route.HOST, "http://" + host + "/metadata/" + path + "?api-version=" + version)
        .with("Metadata", "True")
        // Asked so rarely that a kept connection would be closed before it is used again.
        .with("Connection", "close");
  }

  /** No answer, throttling and refusals may have their cause in this machine. */
  private static boolean isFault(HostException e) {
    OptionalInt status = StatusCode.of(e);
    return status.isPresent()
        ? status.getAsInt() >= 500 || status.getAsInt() == 410
        : e.kind() == Kind.MALFORMED;
  }
}
