// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.timeline;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts as JSON; times in milliseconds, with a fraction. */
final class StartJson {
  private static final int MOST = 2 * (Timeline.FIRST + Timeline.LAST);

  private StartJson() {}

  static JsonObject write(Start start) {
    JsonObject json = new JsonObject();
    json.addProperty("start", start.id());
    json.addProperty("boot", start.boot());
    json.addProperty("at", start.at().toString());
    json.addProperty("untilMs", millis(start.until()));
    JsonArray spans = new JsonArray();
    start.spans().forEach(span -> spans.add(write(span, start.until())));
    json.add("spans", spans);
    json.addProperty("dropped", start.dropped());
    return json;
  }

  private static JsonObject write(Span span, Duration until) {
    JsonObject json = new JsonObject();
    json.addProperty("group", span.group());
    json.addProperty("name", span.name());
    json.addProperty("beginMs", millis(span.begin()));
    span.end().ifPresent(end -> json.addProperty("tookMs", millis(span.took(until))));
    span.programs().ifPresent(programs -> json.addProperty("programsMs", millis(programs)));
    json.addProperty("outcome", span.result().word());
    return json;
  }

  /**
   * Reads one.
   *
   * @throws RuntimeException if it makes no sense
   */
  static Start read(JsonObject json) {
    List<Span> spans = new ArrayList<>();
    for (JsonElement span : json.getAsJsonArray("spans")) {
      if (spans.size() < MOST) {
        spans.add(span(span.getAsJsonObject()));
      }
    }
    return new Start(
        json.get("start").getAsString(),
        json.get("boot").getAsString(),
        Instant.parse(json.get("at").getAsString()),
        time(json, "untilMs").orElse(Duration.ZERO),
        spans,
        json.get("dropped").getAsInt());
  }

  private static Span span(JsonObject json) {
    Duration begin = time(json, "beginMs").orElse(Duration.ZERO);
    return new Span(
        json.get("group").getAsString(),
        json.get("name").getAsString(),
        begin,
        time(json, "tookMs").map(begin::plus),
        Result.of(json.get("outcome").getAsString()),
        time(json, "programsMs"));
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1000 / 1000.0;
  }

  private static Optional<Duration> time(JsonObject json, String name) {
    return json.has(name)
        ? Optional.of(Duration.ofNanos(Math.round(json.get(name).getAsDouble() * 1_000_000)))
        : Optional.empty();
  }
}
