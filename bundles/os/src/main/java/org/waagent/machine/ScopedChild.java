// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.waagent.os.Recorded;
import org.waagent.os.Result;

/**
 * A recorded command that was sent into a scope. Where the scope can't be had, the command is run
 * without one as soon as somebody asks for it, unless its line may have begun.
 */
final class ScopedChild implements Recorded {
  /** Scopes take some milliseconds. One that takes longer than this is given up. */
  static final Duration LATE = Duration.ofSeconds(10);

  /** How to do without. */
  @FunctionalInterface
  interface Directly {
    OwnChild start() throws IOException;
  }

  private final RecordFolder record;
  private final Directly directly;
  private final Consumer<String> refused;
  private final long lateNanos;
  private OwnChild child;
  private boolean withdrawn;
  private boolean settled;

  ScopedChild(
      OwnChild child,
      RecordFolder record,
      Directly directly,
      Consumer<String> refused,
      Duration late) {
    this.child = child;
    this.record = record;
    this.directly = directly;
    this.refused = refused;
    this.lateNanos = System.nanoTime() + late.toNanos();
  }

  @Override
  public synchronized long pid() {
    return child.pid();
  }

  @Override
  public synchronized Instant started() {
    return child.started();
  }

  @Override
  public boolean isRunning() {
    try {
      return settled().isRunning();
    } catch (IOException e) {
      throw new UncheckedIOException("can't tell whether " + pid() + " runs", e);
    }
  }

  @Override
  public Result await(Duration patience) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(patience);
    while (true) {
      long left = Math.max(0, end - System.nanoTime());
      OwnChild now = settled();
      if (isSettled()) {
        Result result = now.await(Duration.ofNanos(left));
        return result instanceof Result.TimedOut late
            ? new Result.TimedOut(patience, late.output())
            : result;
      }
      if (left == 0) {
        return new Result.TimedOut(patience, record.output());
      }
      now.endsWithin(Duration.ofNanos(Math.min(left, untilLate())));
    }
  }

  private synchronized boolean isSettled() {
    return settled;
  }

  /** Once it was too late, only the end of the process tells more. */
  private synchronized long untilLate() {
    return withdrawn ? Long.MAX_VALUE : Math.max(1, lateNanos - System.nanoTime());
  }

  /** The process the command runs in, or will, as far as that is known by now. */
  private synchronized OwnChild settled() throws IOException {
    if (!settled) {
      settle();
    }
    return child;
  }

  private void settle() throws IOException {
    boolean alive = child.isRunning();
    if (record.identity().isPresent() && !cameTooLate(alive)) {
      settled = !withdrawn || !alive;
      return;
    }
    if (alive && System.nanoTime() - lateNanos < 0) {
      return;
    }
    if (!withdrawn && child.foundNoTicket()) {
      // The recorder came, so there was a scope, but it could not write.
      settled = true;
      return;
    }
    record.revoke();
    withdrawn = true;
    // Whoever writes the process id from now on finds no ticket and does nothing.
    if (alive && record.identity().isPresent()) {
      return;
    }
    child.kill();
    refused.accept(why(alive));
    child = directly.start();
    settled = true;
  }

  /** It wrote its process id, but found no ticket any more, so it ran nothing. */
  private boolean cameTooLate(boolean alive) throws IOException {
    return withdrawn && !alive && record.exitCode().isEmpty() && child.foundNoTicket();
  }

  private String why(boolean silent) throws IOException {
    String told = record.output().stderr().strip();
    String how = silent ? "no answer within " + LATE.toSeconds() + " s" : "it ended at once";
    return "systemd-run made no scope: " + (told.isEmpty() ? how : told);
  }

  @Override
  public synchronized void kill() {
    try {
      if (!settled) {
        record.revoke();
        settled = true;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't withdraw the command in " + pid(), e);
    } finally {
      child.kill();
    }
  }

  @Override
  public synchronized void forget() throws IOException {
    child.forget();
  }
}
