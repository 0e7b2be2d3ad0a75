// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.goalstate.StatusBlob;
import org.waagent.host.HostException;
import org.waagent.host.StatusSink;
import org.waagent.os.Clock;
import org.waagent.wire.http.Answer;
import org.waagent.wire.http.Body;
import org.waagent.wire.http.CallClass;
import org.waagent.wire.http.Http;
import org.waagent.wire.http.Request;
import org.waagent.wire.http.Route;

/** Puts the status through the host plugin, and straight to the blob if that fails. */
@Component(service = StatusSink.class)
public final class BlobStatusSink implements StatusSink {
  private static final int CREATED = 201;

  /** A host plugin that hangs must not cost its time-out at each report. */
  private static final Duration STAYS_STRAIGHT = Duration.ofMinutes(1);

  private final HostPlugin hostPlugin;
  private final FastTrackRecord record;
  private final Http http;
  private final Clock clock;
  private final Logger logger;
  private volatile Duration straightUntil = Duration.ZERO;
  private volatile boolean told;

  @Activate
  public BlobStatusSink(
      @Reference HostPlugin hostPlugin,
      @Reference FastTrackRecord record,
      @Reference HttpAccess access,
      @Reference Clock clock,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this(hostPlugin, record, access.http(), clock, logger);
  }

  BlobStatusSink(
      HostPlugin hostPlugin, FastTrackRecord record, Http http, Clock clock, Logger logger) {
    this.hostPlugin = hostPlugin;
    this.record = record;
    this.http = http;
    this.clock = clock;
    this.logger = logger;
  }

  @Override
  public Accepted upload(StatusBlob blob, byte[] status) throws HostException {
    Accepted accepted = hostPlugin.signals().delivery().observe(() -> put(blob, status));
    record.statusAccepted();
    return accepted;
  }

  private Accepted put(StatusBlob blob, byte[] status) throws HostException {
    boolean straightFirst = clock.sinceStart().compareTo(straightUntil) < 0;
    HostException first;
    try {
      return straightFirst ? straight(blob, status) : throughHostPlugin(blob, status);
    } catch (HostException e) {
      first = e;
    }
    if (Thread.currentThread().isInterrupted()) {
      throw first;
    }
    try {
      return straightFirst ? throughHostPlugin(blob, status) : instead(first, blob, status);
    } catch (HostException e) {
      straightUntil = Duration.ZERO;
      throw new HostException(
          e.kind(),
          "Failed to upload status blob via either channel: "
              + first.getMessage()
              + "; "
              + e.getMessage(),
          e);
    }
  }

  private Accepted throughHostPlugin(StatusBlob blob, byte[] status) throws HostException {
    for (StatusPut put : StatusPut.of(blob, status, ' ', clock.instant())) {
      hostPlugin.status(put.forHostPlugin());
    }
    straightUntil = Duration.ZERO;
    told = false;
    return new Accepted("host plugin");
  }

  /** Goes straight because the host plugin failed, and stays there for a while if that works. */
  private Accepted instead(HostException failure, StatusBlob blob, byte[] status)
      throws HostException {
    if (!told) {
      told = true;
      logger.warn("Falling back to direct upload: {}", failure.getMessage());
    }
    Accepted accepted = straight(blob, status);
    straightUntil = clock.sinceStart().plus(STAYS_STRAIGHT);
    return accepted;
  }

  private Accepted straight(StatusBlob blob, byte[] status) throws HostException {
    for (StatusPut put : StatusPut.of(blob, status, '\0', clock.instant())) {
      Map<String, String> headers = new LinkedHashMap<>(put.headers());
      // The HTTP client sets it itself.
      headers.remove("Content-Length");
      Body body = new Body.Bytes(put.content().orElse(new byte[0]));
      Request request = Request.put(Route.INTERNET, put.url(), body).with(headers);
      Answer answer = http.send(request, CallClass.BLOB_STATUS);
      if (answer.status() != CREATED) {
        throw answer.refused();
      }
    }
    return new Accepted("direct");
  }
}
