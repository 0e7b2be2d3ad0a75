// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.waagent.core.loop.Faults;
import org.waagent.core.loop.GoalStateLoop.Polls;
import org.waagent.core.loop.ReadyReport;
import org.waagent.core.loop.RunningAgent;
import org.waagent.core.loop.Seen;
import org.waagent.core.plugins.PluginRunner;
import org.waagent.core.plugins.PluginState;
import org.waagent.core.task.TaskState;
import org.waagent.core.text.OutcomeText;
import org.waagent.core.text.Redaction;
import org.waagent.plugin.ExtensionStatus;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Status;

/**
 * The agent's situation as JSON: what {@code waagent status --json} prints and what is kept on disk
 * for the time without a daemon. Texts of others go through {@link Redaction}.
 */
final class SituationJson {
  private final Situation situation;
  private final Situation.Parts parts;
  private final RunningAgent agent;

  /**
   * @param agent as a whole
   */
  SituationJson(Situation situation, Situation.Parts parts, RunningAgent agent) {
    this.situation = situation;
    this.parts = parts;
    this.agent = agent;
  }

  /** The document of now. */
  JsonObject at(Instant now) {
    JsonObject json = new JsonObject();
    json.addProperty("version", agent.version());
    json.addProperty("at", now.toString());
    json.addProperty("settled", situation.isSettled());
    json.addProperty("failed", situation.isFailed());
    if (situation.isDisabled()) {
      json.addProperty("disabledBy", parts.marker().file().toString());
    }
    parts.newest().get().ifPresent(seen -> json.add("goalState", goalState(seen)));
    json.add("polls", polls());
    json.add("notUnderstood", array(parts.faults().now(), SituationJson::fault));
    json.add("plugins", array(parts.plugins().runners(), SituationJson::plugin));
    json.add("features", texts(agent.troubles()));
    json.add("handlers", array(parts.publisher().statuses(), SituationJson::handler));
    json.add("report", report());
    json.add("ready", ready());
    json.add("tasks", array(parts.tasks().states(), SituationJson::task));
    json.add("waitingFor", texts(parts.conditions().waitingFor().stream().sorted().toList()));
    return json;
  }

  private static <T> JsonArray array(Collection<T> items, Function<T, JsonObject> written) {
    JsonArray array = new JsonArray();
    items.forEach(item -> array.add(written.apply(item)));
    return array;
  }

  private static JsonArray texts(List<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(text -> array.add(Redaction.of(text)));
    return array;
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
      json.addProperty("outcome", OutcomeText.kind(outcome));
      json.addProperty("code", OutcomeText.code(outcome));
      json.addProperty("text", Redaction.of(OutcomeText.text(outcome)));
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
