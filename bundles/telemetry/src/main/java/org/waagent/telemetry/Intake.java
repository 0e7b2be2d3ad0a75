// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.osgi.service.log.Logger;
import org.waagent.host.Event;
import org.waagent.host.Measurement;
import org.waagent.os.Clock;
import org.waagent.telemetry.event.EventXml;
import org.waagent.telemetry.event.Origin;
import org.waagent.telemetry.event.TelemetryEvent;
import org.waagent.telemetry.facts.Events;
import org.waagent.telemetry.facts.Identity;
import org.waagent.telemetry.send.Delivery;
import org.waagent.telemetry.send.Worker;
import org.waagent.telemetry.spool.Losses;
import org.waagent.telemetry.spool.Losses.Reason;
import org.waagent.telemetry.spool.Spool;

/**
 * From who tells an event to the disk: together with what comes within two seconds, so that many
 * events are few files, and a killed agent loses no more than that.
 */
final class Intake {
  private static final Duration GATHER = Duration.ofSeconds(2);
  private static final Duration SEND = Duration.ofSeconds(3);
  private static final Duration DISK_TRIED_AGAIN = Duration.ofSeconds(30);
  private static final int MANY = 30;
  private static final String REPORT_STATUS = "ReportStatus";

  private final Inbox inbox = new Inbox();
  private final Map<String, Boolean> reported = new HashMap<>();
  private final Spool spool;
  private final Identity identity;
  private final Delivery delivery;
  private final Clock clock;
  private final Worker worker;
  private final Losses losses;
  private final Logger logger;
  // A lock apart from that of saving: whoever tells an event must not wait for the disk.
  private final Object timing = new Object();
  private Closeable timer = () -> {};

  Intake(
      Spool spool,
      Identity identity,
      Delivery delivery,
      Clock clock,
      Worker worker,
      Losses losses,
      Logger logger) {
    this.spool = spool;
    this.identity = identity;
    this.delivery = delivery;
    this.clock = clock;
    this.worker = worker;
    this.losses = losses;
    this.logger = logger;
  }

  void accept(Event event) {
    if (event.message().length() > EventXml.LIMIT) {
      losses.add(Reason.OVERSIZED, 1);
    } else if (isNews(event)) {
      Origin origin = origin();
      add(events -> events.of(event, withPid(origin)), event.message().length());
    }
  }

  void accept(Measurement figure) {
    if (!Double.isFinite(figure.value())) {
      // JSON can't express it: a file with it, and all other events in it, could not be read.
      losses.add(Reason.MALFORMED, 1);
      return;
    }
    Origin origin = origin();
    add(events -> events.of(figure, withPid(origin)), figure.instance().length());
  }

  private Origin origin() {
    Thread thread = Thread.currentThread();
    return Origin.of(clock.instant(), thread.getId(), 0, thread.getName());
  }

  private Origin withPid(Origin origin) {
    return Origin.of(
        origin.time(), origin.tid().value().getAsLong(), identity.pid(), origin.task());
  }

  /** A status is reported all the time; only that it began to work or to fail is worth telling. */
  private boolean isNews(Event event) {
    if (!event.operation().equals(REPORT_STATUS)) {
      return true;
    }
    synchronized (reported) {
      Boolean before = reported.put(event.name() + '-' + event.version(), event.success());
      return before == null || before != event.success();
    }
  }

  private void add(Function<Events, TelemetryEvent> event, long size) {
    int count = inbox.add(event, size);
    if (count == 0) {
      losses.add(Reason.TOO_MANY, 1);
    } else if (count == 1) {
      arm(GATHER);
    } else if (count == MANY) {
      worker.run(this::save);
    }
  }

  private void arm(Duration wait) {
    synchronized (timing) {
      disarm();
      timer = clock.after(wait, () -> worker.run(this::save));
    }
  }

  private void disarm() {
    synchronized (timing) {
      try {
        timer.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** How many are not on disk yet. */
  int size() {
    return inbox.size();
  }

  /** Brings what came to the disk. */
  synchronized void save() {
    List<Function<Events, TelemetryEvent>> taken = inbox.take();
    if (taken.isEmpty()) {
      return;
    }
    Events events = new Events(identity);
    List<TelemetryEvent> whole = new ArrayList<>();
    taken.forEach(one -> whole.add(one.apply(events)));
    try {
      spool.save(whole);
      delivery.soon(whole.size() >= MANY ? Duration.ZERO : SEND);
    } catch (IOException e) {
      logger.warn("Telemetry can't be kept on disk: {}", e.getMessage());
      whole.forEach(this::again);
      arm(DISK_TRIED_AGAIN);
    }
  }

  private void again(TelemetryEvent event) {
    if (inbox.add(any -> event, event.toString().length()) == 0) {
      losses.add(Reason.TOO_MANY, 1);
    }
  }

  /** Ends, with all on disk. */
  void close() {
    disarm();
    worker.finish();
    save();
  }
}
