// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.ZipException;
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

  /** Of each thread, as several packages may be fetched at a time. */
  private final ThreadLocal<String> lastManifest = new ThreadLocal<>();

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
          Manifest manifest =
              channels.text(
                  url.text(),
                  wireServer.fastTrack(),
                  (text, channel) -> manifest(text, url, channel));
          lastManifest.set(url.text());
          return manifest;
        });
  }

  private static Manifest manifest(String text, BlobUrl url, String channel) throws HostException {
    try {
      return Manifests.read(text);
    } catch (XmlException e) {
      throw rubbish(url, channel, e);
    }
  }

  @Override
  public void fetch(List<BlobUrl> locations, Receiver receiver) throws HostException {
    anyOf(
        locations,
        (url, left) -> {
          Optional<IOException> failed =
              channels.stream(
                  url.text(),
                  Optional.ofNullable(lastManifest.get()),
                  left,
                  exchange -> new Reception(exchange, receiver).receive(),
                  (outcome, channel) -> accepted(outcome, url, channel));
          if (failed.isPresent()) {
            String why = url.withoutQuery() + ": " + failed.get().getMessage();
            throw new HostException(Kind.LOCAL, why, failed.get());
          }
          return url;
        });
  }

  /** What the receiver takes for bad may be good on the other way; a full disk stays full. */
  private static Optional<IOException> accepted(
      Optional<IOException> outcome, BlobUrl url, String channel) throws HostException {
    if (outcome.isPresent() && outcome.get() instanceof ZipException bad) {
      throw rubbish(url, channel, bad);
    }
    return outcome;
  }

  private static HostException rubbish(BlobUrl url, String channel, Exception why) {
    String message = url.withoutQuery() + " by " + channel + " channel: " + why.getMessage();
    return new HostException(Kind.MALFORMED, message, why);
  }

  /** Rounds over all addresses, as long as what failed may work later. */
  private <T> T anyOf(List<BlobUrl> locations, Fetch<T> fetch) throws HostException {
    if (locations.isEmpty()) {
      throw new HostException(Kind.REFUSED, "no address to fetch from");
    }
    List<BlobUrl> order = new ArrayList<>(locations);
    Tries tries = new Tries();
    for (Duration pause : PAUSES) {
      tries.beginRound(pause);
      Collections.shuffle(order);
      for (BlobUrl url : order) {
        tries.begin();
        try {
          return fetch.from(url, tries::left);
        } catch (HostException e) {
          tries.failed(e);
        }
      }
    }
    throw tries.last();
  }

  /** What came of the tries for one manifest or package, and the time that is left for more. */
  private final class Tries {
    private final Duration end = clock.sinceStart().plus(DEADLINE);
    private Optional<HostException> last = Optional.empty();
    private boolean anotherRoundMayHelp;

    /** Waits for a round; fails if the one before says that none may help, or none is in time. */
    void beginRound(Duration pause) throws HostException {
      if (last.isPresent() && (!anotherRoundMayHelp || isOver(end.minus(pause)))) {
        throw last();
      }
      anotherRoundMayHelp = false;
      if (!pause.isZero()) {
        http.pause(pause);
      }
    }

    /** Fails if it is too late; the first try is never. */
    void begin() throws HostException {
      if (last.isPresent() && isOver(end)) {
        throw new HostException(
            Kind.UNREACHABLE, "gave up after " + DEADLINE + "; " + last().getMessage(), last());
      }
    }

    void failed(HostException e) {
      last = Optional.of(e);
      anotherRoundMayHelp |= mayWorkLater(e);
    }

    Duration left() {
      return end.minus(clock.sinceStart());
    }

    HostException last() {
      return last.orElseThrow();
    }
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
