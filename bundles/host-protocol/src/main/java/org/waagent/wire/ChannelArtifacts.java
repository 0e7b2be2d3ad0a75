// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.goalstate.BlobUrl;
import org.waagent.host.ArtifactSource;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;
import org.waagent.os.Clock;
import org.waagent.wire.goalstate.Manifests;
import org.waagent.wire.http.Http;
import org.waagent.wire.xml.XmlException;

/** Tries the addresses of a manifest or package in random order, each by both channels. */
@Component(service = ArtifactSource.class)
public final class ChannelArtifacts implements ArtifactSource {
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final List<Duration> PAUSES =
      List.of(Duration.ZERO, Duration.ofSeconds(3), Duration.ofSeconds(10));

  private final Channels channels;
  private final WireServer wireServer;
  private final Http http;
  private final Clock clock;
  private volatile Optional<String> lastManifest = Optional.empty();

  @Activate
  public ChannelArtifacts(
      @Reference Channels channels,
      @Reference WireServer wireServer,
      @Reference HttpAccess access,
      @Reference Clock clock) {
    this(channels, wireServer, access.http(), clock);
  }

  ChannelArtifacts(Channels channels, WireServer wireServer, Http http, Clock clock) {
    this.channels = channels;
    this.wireServer = wireServer;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public Manifest manifest(List<BlobUrl> locations) throws HostException {
    return anyOf(
        locations,
        (url, left) -> {
          try {
            String text = channels.text(url.text(), wireServer.fastTrack());
            Manifest manifest = Manifests.read(text);
            lastManifest = Optional.of(url.text());
            return manifest;
          } catch (XmlException e) {
            throw new HostException(Kind.MALFORMED, url.withoutQuery() + ": " + e.getMessage(), e);
          }
        });
  }

  @Override
  public void fetch(List<BlobUrl> locations, Receiver receiver) throws HostException {
    anyOf(
        locations,
        (url, left) -> {
          Optional<IOException> refused =
              channels.stream(
                  url.text(),
                  lastManifest,
                  left,
                  exchange -> new Reception(exchange, receiver).receive());
          if (refused.isPresent()) {
            throw new HostException(
                Kind.MALFORMED,
                url.withoutQuery() + ": " + refused.get().getMessage(),
                refused.get());
          }
          return url;
        });
  }

  /** Rounds over all addresses, as long as what failed may work later. */
  private <T> T anyOf(List<BlobUrl> locations, Fetch<T> fetch) throws HostException {
    if (locations.isEmpty()) {
      throw new HostException(Kind.REFUSED, "no address to fetch from");
    }
    Duration end = clock.sinceStart().plus(DEADLINE);
    List<BlobUrl> order = new ArrayList<>(locations);
    HostException last = null;
    boolean later = true;
    for (Duration pause : PAUSES) {
      if (last != null && (!later || isOver(end.minus(pause)))) {
        throw last;
      }
      later = false;
      if (!pause.isZero()) {
        http.pause(pause);
      }
      Collections.shuffle(order);
      for (BlobUrl url : order) {
        if (last != null && isOver(end)) {
          throw new HostException(
              Kind.UNREACHABLE, "gave up after " + DEADLINE + "; " + last.getMessage(), last);
        }
        try {
          return fetch.from(url, () -> end.minus(clock.sinceStart()));
        } catch (HostException e) {
          last = e;
          later |= mayWorkLater(e);
        }
      }
    }
    throw last;
  }

  private boolean isOver(Duration end) {
    return Thread.currentThread().isInterrupted() || clock.sinceStart().compareTo(end) >= 0;
  }

  private static boolean mayWorkLater(HostException e) {
    return e.kind() == Kind.UNREACHABLE || e.kind() == Kind.BUSY || e.kind() == Kind.GONE;
  }

  @FunctionalInterface
  private interface Fetch<T> {
    T from(BlobUrl url, Supplier<Duration> left) throws HostException;
  }
}
