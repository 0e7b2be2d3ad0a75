// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.waagent.azurehost.http.HttpRequest;

/**
 * The newest of what happened, and the place to wait for more. The lists are read inside {@link
 * #read} or {@link #await} only.
 */
final class Recorder {
  static final int MAX_REQUESTS = 50_000;
  static final int MAX_STATUSES = 500;
  static final int MAX_OTHERS = 10_000;
  private static final int TOLD_REQUESTS = 15;

  private final BodyStore bodies;
  private final Newest<Request> requests = new Newest<>(MAX_REQUESTS);
  private final Map<Route, Long> counts = new EnumMap<>(Route.class);
  private final Newest<StatusDocument> statuses = new Newest<>(MAX_STATUSES);
  private final Newest<HealthReport> reports = new Newest<>(MAX_OTHERS);
  private final Newest<Observation> observations = new Newest<>(MAX_OTHERS);
  private final Newest<Violation> violations = new Newest<>(MAX_OTHERS);
  private long statusesBeforePublish;

  Recorder(boolean wholeBodies) {
    bodies = new BodyStore(wholeBodies);
  }

  synchronized void record(
      Route route, HttpRequest request, int status, Optional<Fault.Kind> fault, Effects effects) {
    Request entry =
        new Request(
            requests.total() + 1,
            Instant.now(),
            route,
            request.method(),
            request.path(),
            request.query(),
            request.headers(),
            bodies.keep(route, request.body()),
            status,
            fault);
    requests.add(entry);
    counts.merge(route, 1L, Long::sum);
    effects(route, request, status, effects);
  }

  /** What a request brought about. */
  synchronized void effects(Route route, HttpRequest request, int status, Effects effects) {
    effects.statuses().forEach(statuses::add);
    effects.reports().forEach(reports::add);
    effects.observations().forEach(observations::add);
    String line = request.method() + " " + request.target();
    for (String what : effects.violations()) {
      violations.add(new Violation(Instant.now(), route, line, status, what));
    }
    notifyAll();
  }

  synchronized void malformed(Route route, int status, String why) {
    violations.add(new Violation(Instant.now(), route, "(not readable)", status, why));
    notifyAll();
  }

  synchronized void published() {
    statusesBeforePublish = statuses.total();
    notifyAll();
  }

  synchronized long count(Route route) {
    return counts.getOrDefault(route, 0L);
  }

  /** A look at the record while nothing is added to it. */
  synchronized <T> T read(Function<Recorder, T> look) {
    return look.apply(this);
  }

  Newest<Request> requests() {
    return requests;
  }

  Newest<StatusDocument> statuses() {
    return statuses;
  }

  Stream<StatusDocument> statusesSincePublish() {
    return statuses.from(statusesBeforePublish);
  }

  Newest<HealthReport> reports() {
    return reports;
  }

  Newest<Observation> observations() {
    return observations;
  }

  Newest<Violation> violations() {
    return violations;
  }

  /**
   * Waits until the look finds something; it is asked again after every event.
   *
   * @throws NotInTime when the time is over
   */
  synchronized <T> T await(String what, Duration time, Function<Recorder, Optional<T>> look) {
    long end = System.nanoTime() + time.toNanos();
    Optional<T> found = look.apply(this);
    while (found.isEmpty()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new NotInTime(what + " did not come in " + time + ".\n" + story());
      }
      sleep(left);
      found = look.apply(this);
    }
    return found.get();
  }

  private void sleep(long nanos) {
    try {
      wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }

  private String story() {
    StringBuilder text = new StringBuilder("Last status: ");
    text.append(statuses.from(statuses.total() - 1).findFirst().map(d -> d.text()).orElse("none"));
    text.append("\nViolations: ").append(violations.list()).append("\nLast requests:");
    requests.from(requests.total() - TOLD_REQUESTS).forEach(r -> text.append("\n  ").append(r));
    return text.toString();
  }
}
