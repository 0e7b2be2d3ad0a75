// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.waagent.extension.command.PassId;
import org.waagent.extension.handler.Json;
import org.waagent.extension.handler.MalformedJson;
import org.waagent.plugin.GoalStateStatus;

/**
 * What the agent remembers of the goal state it began to process last.
 *
 * @param pass the goal state and the agent's start
 * @param mode how it is taken
 * @param began when the processing began
 * @param processed whether all was done that was to be done
 * @param status what came of the goal state that was processed last
 */
record GoalRecord(
    PassId pass, Mode mode, Instant began, boolean processed, Optional<GoalStateStatus> status) {
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  /** What is left where all of it went by while the agent was away. */
  private static final Duration ONCE_MORE = Duration.ofMinutes(15);

  /** How a goal state is taken. */
  enum Mode {
    /** Its extensions are processed. */
    PROCESS,
    /** Extensions are switched off. */
    DISALLOW,
    /** The platform holds the machine. */
    HOLD,
    /** It requires features the agent does not have. */
    REFUSE,
    /** It says nothing of extensions. */
    IGNORE
  }

  GoalRecord {
    requireNonNull(pass, "pass");
    requireNonNull(mode, "mode");
    requireNonNull(began, "began");
    requireNonNull(status, "status");
  }

  /**
   * When the processing of a goal state began that this one goes on with: in the same start of the
   * agent, or in an earlier one that did not come to its end. Where its time went by while the
   * agent was away nobody looked at what became of it, so it has a little more.
   *
   * @param most time it has in all
   * @param now the machine's time
   * @return empty where it begins now
   */
  Optional<Instant> began(PassId id, Duration most, Instant now) {
    if (pass.equals(id)) {
      return Optional.of(began);
    }
    if (processed || !pass.goalState().equals(id.goalState())) {
      return Optional.empty();
    }
    boolean over = !began.plus(most).isAfter(now);
    Duration rest = most.compareTo(ONCE_MORE) < 0 ? most : ONCE_MORE;
    return Optional.of(over ? now.minus(most).plus(rest) : began);
  }

  JsonElement json() {
    JsonObject json = new JsonObject();
    json.addProperty("goalState", pass.goalState());
    json.addProperty("start", pass.start());
    json.addProperty("mode", mode.name());
    json.addProperty("began", began.toString());
    json.addProperty("processed", processed);
    status.ifPresent(
        s -> {
          JsonObject told = new JsonObject();
          told.addProperty("svdSequenceNumber", s.svdSequenceNumber());
          told.addProperty("success", s.success());
          told.addProperty("code", s.code());
          told.addProperty("message", s.message());
          told.addProperty("timestamp", s.timestamp().toString());
          json.add("status", told);
        });
    return json;
  }

  static GoalRecord of(String text) throws MalformedJson {
    try {
      JsonObject json = Json.parse(text).getAsJsonObject();
      return new GoalRecord(
          new PassId(json.get("goalState").getAsString(), json.get("start").getAsString()),
          Mode.valueOf(json.get("mode").getAsString()),
          time(json, "began"),
          json.get("processed").getAsBoolean(),
          Json.object(json, "status").map(GoalRecord::status));
    } catch (RuntimeException e) {
      throw new MalformedJson(e);
    }
  }

  private static GoalStateStatus status(JsonObject json) {
    return new GoalStateStatus(
        json.get("svdSequenceNumber").getAsString(),
        json.get("success").getAsBoolean(),
        json.get("code").getAsInt(),
        json.get("message").getAsString(),
        time(json, "timestamp"));
  }

  /** A time the platform takes: dates of other ages can't be written into a status. */
  private static Instant time(JsonObject json, String name) {
    Instant time = Instant.parse(json.get(name).getAsString());
    if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
      throw new IllegalArgumentException(name + " is no time of ours");
    }
    return time;
  }
}
