// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.health;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;
import org.waagent.os.Clock;
import org.waagent.wire.http.StatusCode;

/**
 * Notes how the services of the host do. Whoever calls one passes the call through here and waits
 * for nothing but that call: what was observed is posted by the next heartbeat.
 */
@Component(service = Signals.class)
public final class Signals {
  private static final Duration HOST_PLUGIN_WINDOW = Duration.ofMinutes(5);
  private static final Duration METADATA_WINDOW = Duration.ofMinutes(3);

  private final Observations observations = new Observations();
  private final Set<String> unhealthy = ConcurrentHashMap.newKeySet();
  private final Events events;
  private final Logger logger;
  private final Paced status;
  private final Paced artifact;
  private final ErrorWindow hostPlugin;
  private final ErrorWindow metadata;
  private final Delivery delivery;

  @Activate
  public Signals(
      @Reference Clock clock,
      @Reference Events events,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this.events = events;
    this.logger = logger;
    this.status = new Paced("GuestAgentPluginStatus", clock::sinceStart);
    this.artifact = new Paced("GuestAgentPluginArtifact", clock::sinceStart);
    this.hostPlugin = new ErrorWindow(HOST_PLUGIN_WINDOW, clock::sinceStart);
    this.metadata = new ErrorWindow(METADATA_WINDOW, clock::sinceStart);
    this.delivery = new Delivery(events, clock::sinceStart);
  }

  /** Where events of this bundle go. */
  public Events events() {
    return events;
  }

  /** How the delivery of the status goes, by whatever channel. */
  public Delivery delivery() {
    return delivery;
  }

  /** Asks the host plugin for its versions. */
  public <T> T versions(HostCall<T> call) throws HostException {
    try {
      T result = call.go();
      note(new Observation("GuestAgentPluginVersions", true, "", ""));
      return result;
    } catch (HostException e) {
      if (!saysNothing(e)) {
        OptionalInt code = StatusCode.of(e);
        boolean answered = code.isPresent() && !Paced.isFault(code.getAsInt());
        note(new Observation("GuestAgentPluginVersions", answered, "", e.getMessage()));
      }
      throw e;
    }
  }

  /** Has the host plugin put a status. */
  public <T> T status(HostCall<T> call) throws HostException {
    return paced(status, "", call);
  }

  /**
   * Reads a blob through the host plugin.
   *
   * @param source what the blob is for
   */
  public <T> T artifact(String source, HostCall<T> call) throws HostException {
    return paced(artifact, source, call);
  }

  private <T> T paced(Paced service, String description, HostCall<T> call) throws HostException {
    try {
      T result = call.go();
      service.worked(description).ifPresent(this::note);
      return result;
    } catch (HostException e) {
      service.failed(description, e).ifPresent(this::note);
      throw e;
    }
  }

  /** The answer, or the lack of one, that the host plugin gave to the question how it is. */
  public void hostPluginHeartbeat(boolean good) {
    count(hostPlugin, good);
    Optional<Duration> down = hostPlugin.down();
    note(new Observation("GuestAgentPluginHeartbeat", down.isEmpty(), "", ""));
    down.ifPresent(
        time ->
            events.failed(
                "HostPluginHeartbeatExtended",
                "no good answer of the host plugin for " + time.toSeconds() + " s"));
  }

  /**
   * How the metadata service did.
   *
   * @param told what was wrong; empty text if nothing was
   */
  public void metadataHeartbeat(boolean good, String told) {
    count(metadata, good);
    note(new Observation("InstanceMetadataHeartbeat", !metadata.isDown(), "", told));
  }

  private static void count(ErrorWindow window, boolean good) {
    if (good) {
      window.worked();
    } else {
      window.failed();
    }
  }

  /** The document to post; nothing waits any more. Empty if nothing was observed. */
  public Optional<byte[]> take() {
    return observations.take();
  }

  private void note(Observation observation) {
    observations.add(observation);
    if (observation.healthy()) {
      if (unhealthy.remove(observation.name())) {
        logger.info("{} is healthy again", observation.name());
      }
      return;
    }
    events.failed("HealthObservation", observation.json());
    if (unhealthy.add(observation.name())) {
      logger.warn("{} is not healthy: {}", observation.name(), observation.value());
    }
  }

  /** An agent that stops says nothing of the host, nor does a container it knows no more. */
  private static boolean saysNothing(HostException e) {
    return e.kind() == Kind.LOCAL || e.kind() == Kind.GONE;
  }
}
