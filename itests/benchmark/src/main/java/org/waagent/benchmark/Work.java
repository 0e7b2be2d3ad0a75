// SPDX-License-Identifier: Apache-2.0
package org.waagent.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.waagent.agent.Pause;
import org.waagent.agent.ShellHandler;
import org.waagent.agent.Trace;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.StatusDocument;

/** What an agent is given to do while its time is taken. */
final class Work {
  private static final int CHANGES = 5;
  private static final int TEN = 10;
  private static final int FIFTY = 50;

  /** Debian's agent takes four seconds for each. */
  private static final Duration LONG_PATIENCE = Duration.ofMinutes(10);

  private static final String ONE = "Bench.One";

  /** From one status to the next, with default keys. */
  static final Duration PERIOD = Duration.ofSeconds(6);

  private final Path folder;
  private int runs;

  Work(Path folder) {
    this.folder = folder;
  }

  /**
   * A start.
   *
   * @param time until the goal state was asked for
   * @param hello the command line of a JVM of the same kind
   */
  record Start(Duration time, List<String> hello) {}

  /** Times from a published goal state. */
  record Reaction(Samples enabled, Samples reported) {}

  Start start(Subject subject) throws Exception {
    Path own = next();
    try (AzureHost host = subject.host()) {
      Instant from = Instant.now();
      try (Subject.Running running = subject.start(host, own)) {
        Instant asked =
            host.awaitRequest(r -> r.route() == Route.GOAL_STATE, Bench.PATIENCE).time();
        host.awaitStatus(s -> true, Bench.PATIENCE);
        Duration time = Duration.between(from, asked);
        return new Start(time, Rival.commandLine(running.pid(), classes()));
      }
    }
  }

  // The agent runs as long as its variable lives.
  @SuppressWarnings("try")
  Reaction reaction(Subject subject) throws Exception {
    Reaction result = new Reaction(new Samples(), new Samples());
    Path own = next();
    Trace trace = new Trace(own.resolve("trace"));
    Extension extension = handler(trace, ONE).extension().settings("{}");
    try (AzureHost host = subject.host();
        Subject.Running running = subject.start(host, own)) {
      host.awaitStatus(s -> true, Bench.PATIENCE);
      host.publish(GoalState.of(extension));
      host.awaitStatus(s -> s.handler(ONE).hasSucceeded(0), Bench.PATIENCE);
      for (int i = 1; i <= CHANGES; i++) {
        int number = i;
        // So that the changes fall on different places between two polls.
        Pause.of(Duration.ofMillis(1300L * i));
        Instant from = Instant.now();
        host.publish(GoalState.of(extension.sequenceNumber(number)));
        trace.await(ONE + "-1.0.0 enable " + number, Bench.PATIENCE);
        result.enabled().add(Duration.between(from, Instant.now()));
        StatusDocument status =
            host.awaitStatus(s -> s.handler(ONE).hasSucceeded(number), Bench.PATIENCE);
        result.reported().add(Duration.between(from, status.time()));
      }
    }
    return result;
  }

  /**
   * A restart, which is how other agents take a new version of themselves.
   *
   * @param silent from the last status of the old process to the first of the new one
   * @param missed statuses that were due meanwhile
   */
  record Restart(Duration silent, long missed) {}

  // The agent runs as long as its variable lives.
  @SuppressWarnings("try")
  Restart restart(Subject subject) throws Exception {
    Path own = next();
    try (AzureHost host = subject.host()) {
      long before;
      try (Subject.Running running = subject.start(host, own)) {
        // The first ones come out of turn.
        before = awaitMore(host, 3);
      }
      try (Subject.Running running = subject.again(host, own)) {
        awaitMore(host, 1);
        List<StatusDocument> both = host.statusesFrom(before - 1);
        Duration silent = Duration.between(both.get(0).time(), both.get(1).time());
        long due = silent.plus(PERIOD.dividedBy(2)).dividedBy(PERIOD);
        return new Restart(silent, Math.max(0, due - 1));
      }
    }
  }

  /** Waits for some statuses; returns how many there ever were. */
  private static long awaitMore(AzureHost host, int more) {
    long wanted = host.statusCount() + more;
    Pause.until("statuses", Bench.PATIENCE, () -> host.statusCount() >= wanted);
    return host.statusCount();
  }

  /** Seconds until many extensions were all reported. */
  record Many(double sincePublished, double sincePoll) {}

  /** The same where it is known how many seconds their own commands took. */
  record Timed(Many all, double own) {
    /** What the agent added. */
    double overhead() {
      return all.sincePoll() - own;
    }
  }

  Many tenExtensions(Subject subject) throws Exception {
    Path own = next();
    Trace trace = new Trace(own.resolve("trace"));
    return many(
        subject, own, TEN, name -> handler(trace, name).extension().settings("{}"), Bench.PATIENCE);
  }

  Timed fiftyExtensions(Subject subject) throws Exception {
    Path own = next();
    TimedHandlers handlers = new TimedHandlers(own.resolve("trace"));
    Many all = many(subject, own, FIFTY, handlers::named, LONG_PATIENCE);
    return new Timed(all, handlers.own());
  }

  // The agent runs as long as its variable lives.
  @SuppressWarnings("try")
  private static Many many(
      Subject subject,
      Path own,
      int count,
      Function<String, Extension> extension,
      Duration patience)
      throws Exception {
    Extension[] all = new Extension[count];
    for (int i = 0; i < all.length; i++) {
      all[i] = extension.apply("Bench.Many" + i);
    }
    try (AzureHost host = subject.host();
        Subject.Running running = subject.start(host, own)) {
      host.awaitStatus(s -> true, Bench.PATIENCE);
      int seen = host.requests(Route.EXTENSIONS_CONFIG).size();
      Instant published = Instant.now();
      host.publish(GoalState.of(all));
      Instant fetched =
          host.awaitRequests(Route.EXTENSIONS_CONFIG, seen + 1, Bench.PATIENCE).get(seen).time();
      Instant reported =
          host.awaitStatus(
                  s -> s.handlers().stream().filter(h -> h.hasSucceeded(0)).count() == all.length,
                  patience)
              .time();
      return new Many(seconds(published, reported), seconds(fetched, reported));
    }
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }

  private static ShellHandler handler(Trace trace, String name) {
    return ShellHandler.named(name, trace).on("install", "sleep 0.01").on("enable", "sleep 0.01");
  }

  private Path next() {
    return folder.resolve("run" + runs++);
  }

  private static Path classes() throws Exception {
    return Path.of(Work.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
