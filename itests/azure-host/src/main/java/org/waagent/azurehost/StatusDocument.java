// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A status blob as it was uploaded, with readers for its usual places. Missing places read as
 * empty.
 *
 * @param text exactly as uploaded, padding of page blobs taken off
 * @param channel how it came
 */
public record StatusDocument(Instant time, Service channel, String text, JsonObject json) {
  public StatusDocument {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(json, "json");
  }

  /** The state of the agent itself: {@code Ready} or {@code NotReady}. */
  public String agentStatus() {
    return Json.string(aggregate("guestAgentStatus"), "status");
  }

  public String agentVersion() {
    return Json.string(aggregate("guestAgentStatus"), "version");
  }

  /** All entries, in their order; a multi-config handler has several. */
  public List<HandlerStatus> handlers() {
    List<HandlerStatus> all = new ArrayList<>();
    Json.objects(Json.object(json, "aggregateStatus"), "handlerAggregateStatus")
        .forEach(o -> all.add(new HandlerStatus(o)));
    return all;
  }

  /** The first entry of a handler; one that is not {@link HandlerStatus#isPresent()} if none. */
  public HandlerStatus handler(String name) {
    return handlers().stream()
        .filter(h -> h.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseGet(() -> new HandlerStatus(new JsonObject()));
  }

  /** The entry of one configuration of a multi-config handler. */
  public HandlerStatus handler(String name, String config) {
    return handlers().stream()
        .filter(h -> h.name().equalsIgnoreCase(name))
        .filter(h -> h.extensionName().equals(Optional.of(config)))
        .findFirst()
        .orElseGet(() -> new HandlerStatus(new JsonObject()));
  }

  /** Whether the goal state was processed without an error of its own. */
  public boolean goalStateSucceeded() {
    return goalStateStatus().equals("Success");
  }

  /** {@code Success}, {@code Failed} or empty. */
  public String goalStateStatus() {
    return Json.string(goalState(), "status");
  }

  public int goalStateCode() {
    return Json.number(goalState(), "code");
  }

  public String goalStateSequence() {
    return Json.string(goalState(), "inSvdSeqNo");
  }

  public String goalStateMessage() {
    return Json.string(Json.object(goalState(), "formattedMessage"), "message");
  }

  /** The keys of the supported features. */
  public List<String> features() {
    return Json.objects(json, "supportedFeatures").stream()
        .map(f -> Json.string(f, "Key"))
        .toList();
  }

  private JsonObject goalState() {
    return Json.object(aggregate("vmArtifactsAggregateStatus"), "goalStateAggregateStatus");
  }

  private JsonObject aggregate(String name) {
    return Json.object(Json.object(json, "aggregateStatus"), name);
  }

  @Override
  public String toString() {
    return text;
  }
}
