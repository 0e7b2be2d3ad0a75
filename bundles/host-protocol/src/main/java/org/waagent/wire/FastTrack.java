// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import com.google.gson.JsonParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.log.Logger;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.host.GoalStateSource.Document;
import org.waagent.host.GoalStateSource.Unread;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;
import org.waagent.os.Clock;
import org.waagent.wire.goalstate.Redacted;
import org.waagent.wire.goalstate.VmSettings;
import org.waagent.wire.http.Answer;

/** The goal states of the host plugin: which one it has, and whether it has any. */
final class FastTrack {
  private static final FlexibleVersion OLDEST_HOST_PLUGIN = FlexibleVersion.of("1.0.8.133");
  private static final Duration UNSUPPORTED_FOR = Duration.ofHours(6);

  private final HostPlugin hostPlugin;
  private final WireServer wireServer;
  private final FastTrackRecord record;
  private final VmSettingsCounts counts;
  private final Clock clock;
  private final Logger logger;
  private boolean supported;
  private Optional<Duration> askAgainAt = Optional.empty();
  private Optional<String> etag = Optional.empty();
  private Optional<VmSettings> cached = Optional.empty();
  private Optional<Unread> unread = Optional.empty();
  private String toldFailure = "";

  FastTrack(
      HostPlugin hostPlugin,
      WireServer wireServer,
      FastTrackRecord record,
      VmSettingsCounts counts,
      Clock clock,
      Logger logger) {
    this.hostPlugin = hostPlugin;
    this.wireServer = wireServer;
    this.record = record;
    this.counts = counts;
    this.clock = clock;
    this.logger = logger;
    this.supported = record.exists();
  }

  /** What asking brought. */
  sealed interface Asked {
    /** A document, new or not. */
    record Found(VmSettings settings) implements Asked {
      boolean isFastTrack() {
        return settings.isFastTrack();
      }
    }

    /** The host has no fast track. */
    record Unsupported() implements Asked {}

    /** The host had fast track until {@code last} and has it no more. */
    record Stopped(Instant last) implements Asked {}

    /** Nobody knows: the host plugin failed, or its document can't be read. */
    record Failed() implements Asked {}
  }

  /** Whether the host is known to have fast track. */
  boolean isSupported() {
    return supported;
  }

  /** The document that came last and can't be read, for as long as no other came. */
  Optional<Unread> unread() {
    return unread;
  }

  /** Asks; never throws, as the wire server's goal state must not wait for the host plugin. */
  Asked ask(boolean whole) {
    if (askAgainAt.isPresent() && clock.sinceStart().compareTo(askAgainAt.get()) < 0) {
      return new Asked.Unsupported();
    }
    try {
      Asked asked = answered(request(whole ? Optional.empty() : etag));
      toldFailure = "";
      return asked;
    } catch (HostException e) {
      return failed(e);
    }
  }

  private Asked failed(HostException e) {
    String told = e.kind().name();
    if (!told.equals(toldFailure)) {
      toldFailure = told;
      logger.warn("Could not get the goal state of the host plugin: {}", e.getMessage());
    }
    return new Asked.Failed();
  }

  private Answer request(Optional<String> known) throws HostException {
    return wireServer.withFreshIds(() -> counted(known));
  }

  private Answer counted(Optional<String> known) throws HostException {
    counts.asked();
    try {
      return hostPlugin.vmSettings(known);
    } catch (HostException e) {
      counts.failed(e);
      throw e;
    }
  }

  private Asked answered(Answer answer) throws HostException {
    return switch (answer.status()) {
      case 200 -> document(answer);
      case 304 -> unchanged(answer);
      case 404 -> unsupported();
      default -> throw refused(answer);
    };
  }

  private HostException refused(Answer answer) {
    HostException refused = answer.refused();
    // This status means that something inside the host plugin is broken.
    String told =
        answer.status() == 502
            ? "internal error in HostGAPlugin: " + refused.getMessage()
            : refused.getMessage();
    counts.refused(answer.status(), told);
    return new HostException(refused.kind(), told);
  }

  private Asked unchanged(Answer answer) throws HostException {
    VmSettings settings = cached.orElseThrow(() -> refused(answer));
    unread = Optional.empty();
    return new Asked.Found(settings);
  }

  private Asked document(Answer answer) throws HostException {
    String version = answer.etag().orElseThrow(() -> withoutTag(answer));
    String text = answer.text();
    try {
      return VmSettings.of(text, version, OLDEST_HOST_PLUGIN, warning -> logger.warn(warning))
          .map(settings -> found(settings, version))
          .orElseGet(this::unsupported);
    } catch (JsonParseException e) {
      return malformed(version, text, e);
    }
  }

  private Asked found(VmSettings settings, String version) {
    supported = true;
    unread = Optional.empty();
    etag = Optional.of(version);
    cached = Optional.of(settings);
    if (settings.isFastTrack()) {
      record.write(settings.state().createdOn());
    } else {
      record.delete();
    }
    return new Asked.Found(settings);
  }

  private HostException withoutTag(Answer answer) {
    String told = answer.request() + " -- the answer has no ETag";
    counts.failed(told);
    return new HostException(Kind.MALFORMED, told);
  }

  private Asked malformed(String version, String text, JsonParseException e) {
    counts.failed(e.getMessage());
    String tag = VmSettings.tag(version);
    if (unread.filter(u -> u.tag().equals(tag)).isEmpty()) {
      logger.error("vmSettings of ETag {} can't be read: {}", version, e.getMessage());
      String kept = Redacted.unread(VmSettings.NAME, e.getMessage(), text);
      unread = Optional.of(new Unread(tag, new Document(VmSettings.NAME, kept), e.getMessage()));
    }
    return new Asked.Failed();
  }

  private Asked unsupported() {
    boolean had = supported;
    supported = false;
    cached = Optional.empty();
    unread = Optional.empty();
    etag = Optional.empty();
    askAgainAt = Optional.of(clock.sinceStart().plus(UNSUPPORTED_FOR));
    logger.info("The host plugin has no fast track; asking again in {}", UNSUPPORTED_FOR);
    return had ? new Asked.Stopped(record.timestamp(clock.instant())) : new Asked.Unsupported();
  }
}
