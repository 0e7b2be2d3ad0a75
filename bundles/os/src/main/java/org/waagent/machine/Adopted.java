// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.waagent.os.Recorded;
import org.waagent.os.Result;

/** A recorded command an earlier agent started. Its exit file tells of its end. */
final class Adopted implements Recorded {
  /** Nobody tells of the end of a recorder that was killed: it is looked for now and then. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final RecordFolder.Identity identity;
  private final RecordFolder record;
  private final Births births;
  private final Killing killing;

  Adopted(RecordFolder.Identity identity, RecordFolder record, Births births, Killing killing) {
    this.identity = identity;
    this.record = record;
    this.births = births;
    this.killing = killing;
  }

  @Override
  public long pid() {
    return identity.pid();
  }

  @Override
  public Instant started() {
    return identity.started();
  }

  @Override
  public boolean isRunning() {
    try {
      return record.exitCode().isEmpty() && isSameProcess();
    } catch (IOException e) {
      throw new UncheckedIOException("can't tell whether " + identity.pid() + " runs", e);
    }
  }

  private boolean isSameProcess() throws IOException {
    return identity.boot().equals(births.boot())
        && births.of(identity.pid()).filter(identity.birth()::equals).isPresent();
  }

  @Override
  public Result await(Duration patience) throws IOException, InterruptedException {
    Semaphore woken = new Semaphore(0);
    long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(patience);
    Closeable watch = record.watch(woken::release);
    try {
      while (true) {
        Optional<Result> result = end();
        if (result.isPresent()) {
          return result.get();
        }
        long left = end - System.nanoTime();
        if (left <= 0) {
          return new Result.TimedOut(patience, record.output());
        }
        woken.tryAcquire(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS);
        woken.drainPermits();
      }
    } finally {
      watch.close();
    }
  }

  /** Looks for the process first: its exit code may come between the two looks, not after both. */
  private Optional<Result> end() throws IOException {
    boolean runs = isSameProcess();
    Optional<Integer> code = record.exitCode();
    if (code.isPresent()) {
      return Optional.of(new Result.Exited(code.get(), record.output(), record.took()));
    }
    return runs ? Optional.empty() : Optional.of(new Result.Lost(record.output()));
  }

  @Override
  public void kill() {
    if (isRunning()) {
      ProcessHandle.of(identity.pid()).ifPresent(killing::kill);
    }
  }

  @Override
  public void forget() throws IOException {
    record.forget();
  }
}
