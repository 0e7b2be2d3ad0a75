// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.waagent.goalstate.Secret;
import org.waagent.os.Command;
import org.waagent.os.Output;
import org.waagent.os.Result;

/** One program from its start to its end, on the thread of who wants it. */
final class Run {
  private static final long QUIET_MOST_MILLIS = 64;
  private static final long AFTER_KILL_SECONDS = 2;
  private static final int PIPE = 4096;

  private final Command command;
  private final Process process;
  private final Killing killing;
  private final Drain out;
  private final Drain err;
  private final long start = System.nanoTime();

  Run(Command command, Process process, Killing killing) {
    this.command = command;
    this.process = process;
    this.killing = killing;
    this.out = new Drain(process.getInputStream());
    this.err = new Drain(process.getErrorStream());
  }

  Result end() throws InterruptedException {
    boolean settled = false;
    try {
      command.input().ifPresent(this::feed);
      Result result = endsInTime() ? ended() : timedOut();
      settled = true;
      return result;
    } finally {
      if (!settled) {
        killing.kill(process.toHandle());
      }
      close();
    }
  }

  /** A pipe takes this much at once; more could wait for a program that does not read. */
  private void feed(Secret input) {
    byte[] bytes = input.bytes();
    if (bytes.length <= PIPE) {
      write(bytes);
      return;
    }
    Thread writer = new Thread(() -> write(bytes), "waagent-stdin");
    writer.setDaemon(true);
    writer.start();
  }

  private void write(byte[] bytes) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(bytes);
    } catch (IOException e) {
      // It ended, or closed its input, without reading all of it. Its exit code tells the rest.
      return;
    }
  }

  /**
   * Looks into the pipes now and then while the program runs. A thread that blocks in a read could
   * not be ended while a process left behind holds the other end.
   */
  private boolean endsInTime() throws InterruptedException {
    long end = start + TimeUnit.NANOSECONDS.convert(command.deadline());
    long pause = 1;
    while (true) {
      boolean moved = out.take() | err.take();
      pause = moved ? 1 : Math.min(pause * 2, QUIET_MOST_MILLIS);
      long left = end - System.nanoTime();
      long wait = Math.min(TimeUnit.MILLISECONDS.toNanos(pause), left);
      if (process.waitFor(wait, TimeUnit.NANOSECONDS)) {
        return true;
      }
      if (left <= 0) {
        return false;
      }
    }
  }

  private Result ended() {
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    int code = process.exitValue();
    Output output = output();
    boolean notExecuted = code == 126 || code == 127;
    if (notExecuted && output.stderr().startsWith("setsid: ")) {
      return new Result.NotStarted(output.stderr().strip());
    }
    return new Result.Exited(code, output, took);
  }

  private Result timedOut() throws InterruptedException {
    killing.kill(process.toHandle());
    process.waitFor(AFTER_KILL_SECONDS, TimeUnit.SECONDS);
    return new Result.TimedOut(command.deadline(), output());
  }

  private Output output() {
    out.take();
    err.take();
    return new Output(out.text(), err.text());
  }

  private void close() {
    try {
      process.getInputStream().close();
      process.getErrorStream().close();
    } catch (IOException e) {
      // Nothing more is wanted of them.
      return;
    }
  }
}
