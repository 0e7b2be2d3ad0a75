// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.send;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;
import org.waagent.host.EventUpload;
import org.waagent.host.HostException;
import org.waagent.os.Clock;
import org.waagent.telemetry.facts.Identity;
import org.waagent.telemetry.spool.Losses;
import org.waagent.telemetry.spool.Spool;

/**
 * Sends what is on disk, when there is something and the host is known. Has neither thread nor
 * timer while nothing waits.
 */
public final class Delivery {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final int MOST_DOUBLINGS = 5;

  private final Spool spool;
  private final Identity identity;
  private final Supplier<EventUpload> upload;
  private final Clock clock;
  private final Worker worker;
  private final Losses losses;
  private final Logger logger;
  private final Throttle throttle;
  private final AtomicLong accepted = new AtomicLong();
  private volatile Optional<Instant> lastAccepted = Optional.empty();
  private volatile Optional<String> trouble = Optional.empty();
  private Closeable timer;
  private boolean open;
  private boolean closed;
  private boolean again;
  private boolean running;
  private int failures;

  /**
   * @param upload is asked for when there is something to send
   * @param worker what sending runs on
   */
  public Delivery(
      Spool spool,
      Identity identity,
      Supplier<EventUpload> upload,
      Clock clock,
      Worker worker,
      Losses losses,
      Logger logger) {
    this.spool = spool;
    this.identity = identity;
    this.upload = upload;
    this.clock = clock;
    this.worker = worker;
    this.losses = losses;
    this.logger = logger;
    this.throttle = new Throttle(clock);
  }

  /** How many events the host took since the start. */
  public long accepted() {
    return accepted.get();
  }

  /** When the host last took something. */
  public Optional<Instant> lastAccepted() {
    return lastAccepted;
  }

  /** Why the host does not get what waits; empty if all is well. */
  public Optional<String> trouble() {
    return trouble;
  }

  /** The host is known: what an earlier agent left is sent, and what comes from now on. */
  public synchronized void open(Duration wait) {
    if (!open) {
      open = true;
      soon(wait);
    }
  }

  /** Something waits. While the host does not take anything, its next try is not earlier. */
  public synchronized void soon(Duration wait) {
    if (!open || closed || failures > 0 && timer != null) {
      return;
    }
    if (running) {
      again = true;
    } else if (timer == null || wait.isZero()) {
      arm(wait);
    }
  }

  private void arm(Duration wait) {
    disarm();
    if (wait.isZero()) {
      begin();
    } else {
      timer = clock.after(wait, this::begin);
    }
  }

  private void disarm() {
    if (timer != null) {
      try {
        timer.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      timer = null;
    }
  }

  private synchronized void begin() {
    timer = null;
    if (!running && !closed) {
      running = true;
      worker.run(this::run);
    }
  }

  private void run() {
    Optional<String> failure = Optional.empty();
    try {
      failure = round();
    } catch (RuntimeException e) {
      failure = Optional.of(e.toString());
      logger.error("Telemetry is not sent", e);
    } finally {
      end(failure);
    }
  }

  private Optional<String> round() {
    Optional<String> failure = Optional.empty();
    try {
      if (spool.waiting().isEmpty()) {
        return failure;
      }
      identity.ask();
      Round round = new Round(spool, identity, upload.get(), throttle, losses);
      try {
        round.run();
        more(!spool.waiting().isEmpty());
      } finally {
        count(round.accepted());
      }
    } catch (IOException | HostException e) {
      failure = Optional.of(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = Optional.of("interrupted");
    }
    return failure;
  }

  /** What came meanwhile, and what stood behind an event that the host refused. */
  private synchronized void more(boolean left) {
    again |= left;
  }

  private void count(long more) {
    if (more > 0) {
      accepted.addAndGet(more);
      lastAccepted = Optional.of(clock.instant());
    }
  }

  private synchronized void end(Optional<String> failure) {
    running = false;
    if (closed) {
      return;
    }
    if (failure.isPresent() && trouble.isEmpty()) {
      logger.info("Telemetry waits, the host does not take it: {}", failure.get());
    } else if (failure.isEmpty() && trouble.isPresent()) {
      logger.info("Telemetry is taken again");
    }
    trouble = failure;
    failures = failure.isPresent() ? failures + 1 : 0;
    if (failures > 0) {
      arm(pause());
    } else if (again) {
      arm(Duration.ofSeconds(1));
    }
    again = false;
  }

  /** Spread over 0.75 to 1.25 of the delay, so that machines that fail together part. */
  private Duration pause() {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    double spread = 0.75 + ThreadLocalRandom.current().nextDouble() / 2;
    return Duration.ofMillis((long) (pause.toMillis() * spread));
  }

  /** Ends. What was not accepted stays on disk. */
  public void close() {
    synchronized (this) {
      closed = true;
      disarm();
    }
    worker.close();
  }
}
