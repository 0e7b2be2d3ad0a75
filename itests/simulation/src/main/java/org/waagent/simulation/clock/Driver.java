// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation.clock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Takes the commands of the test, a line each, and answers each with a line.
 *
 * <p>{@code until <ms>} lets time pass up to that many milliseconds since the start and answers
 * with the number of events; {@code jump <ms>} sets the machine's time; {@code measure} collects
 * and answers with figures; {@code heldup} answers with a place, see {@link Quiet#heldUp}.
 */
final class Driver implements Runnable {
  static final String THREAD = "simulation";

  private static final long LOOK_NANOS = 100_000;

  private final Quiet quiet = new Quiet();
  private final SimulatedClock clock;
  private final int port;
  private final BooleanSupplier started;

  /**
   * @param port of the test, on the loopback address
   * @param started whether the whole agent is
   */
  Driver(SimulatedClock clock, int port, BooleanSupplier started) {
    this.clock = clock;
    this.port = port;
    this.started = started;
  }

  void start() {
    Thread thread = new Thread(this, THREAD);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        BufferedReader commands =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        PrintWriter answers =
            new PrintWriter(socket.getOutputStream(), false, StandardCharsets.UTF_8)) {
      while (!started.getAsBoolean()) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        answers.println(answer(line.split(" ")));
        answers.flush();
      }
    } catch (IOException e) {
      System.err.println("the test is gone: " + e);
    }
  }

  private String answer(String[] words) throws IOException {
    return switch (words[0]) {
      case "until" -> Long.toString(until(millis(words[1])));
      case "jump" -> jump(millis(words[1]));
      case "heldup" -> quiet.heldUp();
      case "measure" -> measure();
      default -> throw new IllegalArgumentException("not a command: " + words[0]);
    };
  }

  // Threads that have nothing to do end after a while of real time.
  private String measure() throws IOException {
    LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
    return Figures.now(clock.waiting());
  }

  private static Duration millis(String text) {
    return Duration.ofMillis(Long.parseLong(text));
  }

  private String jump(Duration by) {
    clock.jump(by);
    return "done";
  }

  private long until(Duration end) throws IOException {
    long events = 0;
    while (true) {
      rest();
      Optional<Runnable> action = clock.next(end);
      if (action.isEmpty()) {
        return events;
      }
      run(action.get());
      events++;
    }
  }

  private void rest() throws IOException {
    while (!quiet.isSo()) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      System.err.println("a timer failed: " + e);
      e.printStackTrace();
    }
  }
}
