// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.waagent.azurehost.http.HttpRequest;

/** All that happened, and the place to wait for more. */
final class Recorder {
  private static final int TOLD_REQUESTS = 15;

  private final List<Request> requests = new ArrayList<>();
  private final List<StatusDocument> statuses = new ArrayList<>();
  private final List<HealthReport> reports = new ArrayList<>();
  private final List<Violation> violations = new ArrayList<>();
  private int statusesBeforePublish;

  synchronized void record(
      Route route, HttpRequest request, int status, Optional<Fault.Kind> fault, Effects effects) {
    Instant now = Instant.now();
    byte[] body = request.body();
    byte[] kept = body.length > Request.MAX_BODY ? Arrays.copyOf(body, Request.MAX_BODY) : body;
    Request entry =
        new Request(
            requests.size() + 1L,
            now,
            route,
            request.method(),
            request.path(),
            request.query(),
            request.headers(),
            kept,
            status,
            fault);
    requests.add(entry);
    statuses.addAll(effects.statuses());
    reports.addAll(effects.reports());
    String line = request.method() + " " + request.target();
    for (String what : effects.violations()) {
      violations.add(new Violation(now, route, line, status, what));
    }
    notifyAll();
  }

  synchronized void malformed(Route route, int status, String why) {
    violations.add(new Violation(Instant.now(), route, "(not readable)", status, why));
    notifyAll();
  }

  synchronized void published() {
    statusesBeforePublish = statuses.size();
    notifyAll();
  }

  synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  synchronized List<StatusDocument> statuses() {
    return List.copyOf(statuses);
  }

  synchronized List<StatusDocument> statusesSincePublish() {
    return List.copyOf(statuses.subList(statusesBeforePublish, statuses.size()));
  }

  synchronized List<HealthReport> reports() {
    return List.copyOf(reports);
  }

  synchronized List<Violation> violations() {
    return List.copyOf(violations);
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
    text.append(statuses.isEmpty() ? "none" : statuses.get(statuses.size() - 1).text());
    text.append("\nViolations: ").append(violations).append("\nLast requests:");
    int from = Math.max(0, requests.size() - TOLD_REQUESTS);
    requests.subList(from, requests.size()).forEach(r -> text.append("\n  ").append(r));
    return text.toString();
  }
}
