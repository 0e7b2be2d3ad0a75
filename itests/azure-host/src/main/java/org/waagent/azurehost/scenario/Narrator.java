// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.scenario;

import com.google.gson.GsonBuilder;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.HandlerStatus;
import org.waagent.azurehost.NotInTime;
import org.waagent.azurehost.Request;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.StatusDocument;
import org.waagent.azurehost.Violation;

/** Tells what happens, line by line; what agents repeat all the time is told when it changes. */
final class Narrator {
  private static final Set<Route> REPEATED =
      EnumSet.of(
          Route.GOAL_STATE,
          Route.VM_SETTINGS,
          Route.PLUGIN_VERSIONS,
          Route.PLUGIN_HEALTH,
          Route.HEALTH_SERVICE,
          Route.TELEMETRY,
          Route.INSTANCE_METADATA,
          Route.INSTANCE_COMPUTE,
          Route.STATUS,
          Route.STATUS_BLOB);
  private static final Duration LOOK_ROUND = Duration.ofHours(1);

  private final AzureHost host;
  private final PrintStream out;
  private final Instant start = Instant.now();
  private final Map<Route, String> last = new EnumMap<>(Route.class);
  private long requests;
  private long statuses;
  private long violations;
  private String lastStatus = "";
  private boolean ended;

  Narrator(AzureHost host, PrintStream out) {
    this.host = host;
    this.out = out;
  }

  /** Follows the record on a thread of its own until the program ends. */
  void follow() {
    Thread thread = new Thread(this::followOn, "azure-host narrator");
    thread.setDaemon(true);
    thread.start();
  }

  private void followOn() {
    while (!isOver()) {
      try {
        host.awaitMore(told(), LOOK_ROUND);
        catchUp();
      } catch (NotInTime e) {
        say(Instant.now(), "nothing happened for " + LOOK_ROUND);
      }
    }
  }

  private synchronized boolean isOver() {
    return ended;
  }

  private synchronized long told() {
    return requests;
  }

  synchronized void say(Instant time, String text) {
    long millis = Duration.between(start, time).toMillis();
    out.printf("%8.3f  %s%n", millis / 1000.0, text);
  }

  private synchronized void catchUp() {
    for (Request request : host.requestsFrom(requests)) {
      request(request);
      requests = request.number();
    }
    List<StatusDocument> documents = host.statusesFrom(statuses);
    documents.forEach(this::status);
    statuses += documents.size();
    List<Violation> wrong = host.violationsFrom(violations);
    wrong.forEach(v -> say(v.time(), "VIOLATION " + v));
    violations += wrong.size();
    out.flush();
  }

  private void request(Request r) {
    String fault = r.fault().map(f -> "  (fault " + f + ")").orElse("");
    String text = String.format("%-4s %-26s %s%s", r.method(), r.route().id(), r.status(), fault);
    boolean again = text.equals(last.put(r.route(), text));
    if (!again || !REPEATED.contains(r.route())) {
      say(r.time(), text);
    }
  }

  private void status(StatusDocument document) {
    StringBuilder text = new StringBuilder("status: agent ").append(document.agentStatus());
    text.append(", goal state ").append(document.goalStateStatus());
    for (HandlerStatus handler : document.handlers()) {
      text.append("; ").append(handler.name());
      handler.extensionName().ifPresent(n -> text.append('/').append(n));
      text.append(' ').append(handler.version()).append(' ').append(handler.status());
      if (handler.sequenceNumber() >= 0) {
        text.append(" #").append(handler.sequenceNumber());
        text.append(' ').append(handler.extensionStatus());
      }
    }
    if (!lastStatus.contentEquals(text)) {
      say(document.time(), text.toString());
      lastStatus = text.toString();
    }
  }

  /** Tells the rest and the last status; only the first call does. */
  synchronized void end(String verdict) {
    if (ended) {
      return;
    }
    catchUp();
    ended = true;
    Optional<StatusDocument> document = host.lastStatus();
    out.println("--- last status ---");
    out.println(
        document
            .map(d -> new GsonBuilder().setPrettyPrinting().create().toJson(d.json()))
            .orElse("(none)"));
    out.println("--- " + verdict + " ---");
    out.printf(
        "%d requests, %d statuses, %d violations%n",
        host.count(), host.statusCount(), host.violations().size());
    out.flush();
  }
}
