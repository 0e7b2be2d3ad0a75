// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.waagent.os.Recorded;
import org.waagent.os.Result;

/** A recorded command this process started: the system itself tells of its end. */
final class OwnChild implements Recorded {
  private static final int SIGNALLED = 128;
  private static final int NO_TICKET = 125;

  private final Process process;
  private final RecordFolder record;
  private final Killing killing;
  private final Instant started = Instant.now();

  OwnChild(Process process, RecordFolder record, Killing killing) {
    this.process = process;
    this.record = record;
    this.killing = killing;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public Instant started() {
    return started;
  }

  @Override
  public boolean isRunning() {
    return process.isAlive();
  }

  @Override
  public Result await(Duration patience) throws IOException, InterruptedException {
    if (!process.waitFor(TimeUnit.NANOSECONDS.convert(patience), TimeUnit.NANOSECONDS)) {
      return new Result.TimedOut(patience, record.output());
    }
    if (record.identity().isEmpty()) {
      return new Result.NotStarted("its start could not be recorded: " + record.output().stderr());
    }
    Optional<Integer> code = record.exitCode();
    if (code.isEmpty() && process.exitValue() >= SIGNALLED) {
      return new Result.Lost(record.output());
    }
    // On a full disk the exit code is not written, but the recorder itself ends with it, too.
    return new Result.Exited(code.orElseGet(process::exitValue), record.output(), record.took());
  }

  boolean endsWithin(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Whether it ended as a recorder does that may not run its line. */
  boolean foundNoTicket() {
    return !process.isAlive() && process.exitValue() == NO_TICKET;
  }

  @Override
  public void kill() {
    if (process.isAlive()) {
      killing.kill(process.toHandle());
    }
  }

  @Override
  public void forget() throws IOException {
    record.forget();
  }
}
