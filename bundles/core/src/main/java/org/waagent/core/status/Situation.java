// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.waagent.core.condition.ConditionKeeper;
import org.waagent.core.loop.DisableMarker;
import org.waagent.core.loop.Faults;
import org.waagent.core.loop.GoalStateLoop;
import org.waagent.core.loop.GoalStateLoop.Polls;
import org.waagent.core.loop.ReadyReport;
import org.waagent.core.loop.RunningAgent;
import org.waagent.core.loop.Seen;
import org.waagent.core.plugins.PluginRunner;
import org.waagent.core.plugins.PluginState;
import org.waagent.core.plugins.Plugins;
import org.waagent.core.task.PeriodicTasks;
import org.waagent.core.task.TaskState;
import org.waagent.core.text.Redaction;
import org.waagent.os.Clock;
import org.waagent.plugin.ExtensionStatus;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Status;

/**
 * How the agent is, as JSON: what {@code waagent status --json} prints and what is kept on disk for
 * the time without a daemon. Reading it never waits for a plugin or the network.
 */
public final class Situation {
  private final Parts parts;
  private final RunningAgent agent;
  private final Clock clock;
  private final Changes changes = new Changes();

  /** Where it looks. */
  public record Parts(
      Plugins plugins,
      GoalStateLoop loop,
      Faults faults,
      Supplier<Optional<Seen>> newest,
      StatusPublisher publisher,
      ReadyReport ready,
      ConditionKeeper conditions,
      Convergence convergence,
      PeriodicTasks tasks,
      DisableMarker marker) {}

  /**
   * @param agent as a whole
   */
  public Situation(Parts parts, RunningAgent agent, Clock clock) {
    this.parts = parts;
    this.agent = agent;
    this.clock = clock;
  }

  /** Happen when the situation changed in a way worth telling. */
  public Changes changes() {
    return changes;
  }

  /** How it is now. */
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("version", agent.version());
    json.addProperty("at", clock.instant().toString());
    json.addProperty("settled", isSettled());
    json.addProperty("failed", isFailed());
    if (isDisabled()) {
      json.addProperty("disabledBy", parts.marker().file().toString());
    }
    parts.newest().get().ifPresent(seen -> json.add("goalState", goalState(seen)));
    json.add("polls", polls());
    JsonArray faults = new JsonArray();
    parts.faults().now().forEach(fault -> faults.add(fault(fault)));
    json.add("notUnderstood", faults);
    JsonArray plugins = new JsonArray();
    parts.plugins().runners().forEach(plugin -> plugins.add(plugin(plugin)));
    json.add("plugins", plugins);
    JsonArray troubles = new JsonArray();
    agent.troubles().forEach(trouble -> troubles.add(Redaction.of(trouble)));
    json.add("features", troubles);
    JsonArray handlers = new JsonArray();
    parts.publisher().statuses().forEach(status -> handlers.add(handler(status)));
    json.add("handlers", handlers);
    json.add("report", report());
    json.add("ready", ready());
    JsonArray tasks = new JsonArray();
    parts.tasks().states().forEach(task -> tasks.add(task(task)));
    json.add("tasks", tasks);
    JsonArray waiting = new JsonArray();
    parts.conditions().waitingFor().stream().sorted().forEach(waiting::add);
    json.add("waitingFor", waiting);
    return json;
  }

  /** Whether the agent rests because none is wanted on this machine. */
  public boolean isDisabled() {
    return parts.marker().isFound();
  }

  /** Whether all is done for the goal state in force, and Azure knows. */
  public boolean isSettled() {
    Optional<Seen> seen = parts.newest().get();
    if (seen.isEmpty() || !isDisabled() && !parts.convergence().isConverged()) {
      return false;
    }
    for (PluginRunner plugin : parts.plugins().runners()) {
      boolean done =
          plugin.state().isFinal() && plugin.isSettledFor(parts.plugins().wanted().goalState());
      if (!done) {
        return false;
      }
    }
    return parts.conditions().waitingFor().isEmpty() && isTold(seen.get());
  }

  private boolean isTold(Seen seen) {
    String id = seen.goalState().extensions().id();
    return isDisabled()
        ? parts.ready().state().accepted().isPresent()
        : parts.publisher().settledGoalState().equals(id);
  }

  private boolean isFailed() {
    if (parts.loop().polls().failures() > 0
        || !parts.faults().now().isEmpty()
        || !isDisabled() && parts.publisher().delivery().failures() > 0
        || parts.ready().state().error().isPresent()) {
      return true;
    }
    return parts.plugins().runners().stream().anyMatch(Situation::hasFailed)
        || parts.publisher().statuses().stream().anyMatch(Situation::isBad);
  }

  private static boolean hasFailed(PluginRunner plugin) {
    return plugin.state().outcome().filter(Outcome.Failed.class::isInstance).isPresent();
  }

  private static boolean isBad(Status status) {
    Optional<String> extension = status.extension().flatMap(ExtensionStatus::state);
    return extension.filter("error"::equals).isPresent()
        || status.state().equals("Unresponsive")
        || status.state().equals(Status.NOT_READY) && status.code() != 0;
  }

  private static JsonObject goalState(Seen seen) {
    JsonObject json = new JsonObject();
    json.addProperty("incarnation", seen.goalState().incarnation().text());
    json.addProperty("id", seen.goalState().extensions().id());
    json.addProperty("source", seen.goalState().extensions().source().name());
    json.addProperty("since", seen.since().toString());
    return json;
  }

  private JsonObject polls() {
    Polls polls = parts.loop().polls();
    JsonObject json = new JsonObject();
    time(json, "since", polls.since());
    time(json, "lastSuccess", polls.lastSuccess());
    json.addProperty("failures", polls.failures());
    time(json, "failingSince", polls.failingSince());
    text(json, "lastError", polls.lastError());
    time(json, "lastErrorTime", polls.lastErrorTime());
    time(json, "next", polls.next());
    return json;
  }

  private static JsonObject fault(Faults.Fault fault) {
    JsonObject json = new JsonObject();
    json.addProperty("document", fault.document());
    json.addProperty("tag", fault.tag());
    json.addProperty("reason", Redaction.of(fault.reason()));
    json.addProperty("since", fault.since().toString());
    return json;
  }

  private static JsonObject plugin(PluginRunner plugin) {
    PluginState state = plugin.state();
    JsonObject json = new JsonObject();
    json.addProperty("name", plugin.name());
    json.addProperty("version", plugin.facts().version());
    if (state.outcome().isPresent()) {
      Outcome outcome = state.outcome().get();
      json.addProperty("outcome", Words.kind(outcome));
      json.addProperty("code", Words.code(outcome));
      json.addProperty("text", Redaction.of(Words.text(outcome)));
    }
    time(json, "since", state.since());
    if (state.work().isPresent()) {
      PluginState.Work work = state.work().get();
      json.addProperty("doing", Redaction.of(work.what()));
      json.addProperty("doingSince", work.since().toString());
      time(json, "deadline", work.limit().map(work.since()::plus));
    }
    time(json, "next", state.next());
    json.addProperty("why", Redaction.of(state.why()));
    return json;
  }

  private static JsonObject handler(Status status) {
    JsonObject json = new JsonObject();
    json.addProperty("name", status.name());
    json.addProperty("version", status.version());
    json.addProperty("state", status.state());
    json.addProperty("code", status.code());
    text(json, "message", status.message());
    if (status.extension().isPresent()) {
      ExtensionStatus extension = status.extension().get();
      JsonObject inner = new JsonObject();
      inner.addProperty("name", extension.multiConfigName().orElse(extension.name()));
      inner.addProperty("sequenceNumber", extension.sequenceNumber());
      text(inner, "state", extension.state());
      text(inner, "message", extension.message());
      json.add("extension", inner);
    }
    return json;
  }

  private static JsonObject task(TaskState task) {
    JsonObject json = new JsonObject();
    json.addProperty("name", task.name());
    json.addProperty("period", task.period().toSeconds());
    time(json, "since", task.since());
    time(json, "last", task.last());
    json.addProperty("failures", task.failures());
    text(json, "lastError", task.error());
    time(json, "next", task.next());
    return json;
  }

  private JsonObject report() {
    Delivery delivery = parts.publisher().delivery();
    JsonObject json = new JsonObject();
    time(json, "accepted", delivery.accepted());
    text(json, "channel", delivery.channel());
    json.addProperty("failures", delivery.failures());
    time(json, "failingSince", delivery.failingSince());
    text(json, "lastError", delivery.error());
    time(json, "lastErrorTime", delivery.errorTime());
    time(json, "next", delivery.next());
    text(json, "asking", parts.publisher().asking());
    time(json, "undelivered", parts.publisher().undelivered());
    json.addProperty("superseded", parts.publisher().superseded());
    return json;
  }

  private JsonObject ready() {
    ReadyReport.State state = parts.ready().state();
    JsonObject json = new JsonObject();
    time(json, "accepted", state.accepted());
    text(json, "lastError", state.error());
    time(json, "next", state.next());
    return json;
  }

  private static void time(JsonObject json, String name, Optional<Instant> time) {
    time.ifPresent(instant -> json.addProperty(name, instant.toString()));
  }

  private static void text(JsonObject json, String name, Optional<String> text) {
    text.ifPresent(value -> json.addProperty(name, Redaction.of(value)));
  }
}
