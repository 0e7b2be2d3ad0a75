// SPDX-License-Identifier: Apache-2.0
package org.waagent.whole;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a start of the agent took, as {@code waagent timeline --json} tells it. */
final class StartTimes {
  private record Span(String group, String name, double begin, double took, double programs) {
    private double end() {
      return begin + took;
    }
  }

  private final String told;
  private final List<Span> spans = new ArrayList<>();

  private StartTimes(String told) {
    this.told = told;
  }

  /** Reads them. What has not ended is left out. */
  static StartTimes of(String told) {
    StartTimes times = new StartTimes(told);
    for (JsonElement one : JsonParser.parseString(told).getAsJsonObject().getAsJsonArray("spans")) {
      JsonObject span = one.getAsJsonObject();
      if (span.has("tookMs")) {
        times.spans.add(
            new Span(
                span.get("group").getAsString(),
                span.get("name").getAsString(),
                span.get("beginMs").getAsDouble(),
                span.get("tookMs").getAsDouble(),
                span.has("programsMs") ? span.get("programsMs").getAsDouble() : 0));
      }
    }
    return times;
  }

  /** From the begin of the framework's start until the host was told that the machine is ready. */
  Duration untilReady() {
    double ready = first("agent", "ready report").end();
    return millis(ready - first("start", "framework").begin());
  }

  /** How long a plugin waited for programs until then. */
  Duration programsOf(String plugin) {
    double ready = first("agent", "ready report").end();
    return millis(
        spans.stream()
            .filter(span -> span.group().equals(plugin) && span.end() <= ready)
            .mapToDouble(Span::programs)
            .sum());
  }

  /** Whether something was done before the host was told that the machine is ready. */
  boolean hasBeforeReady(String plugin, String what) {
    return first(plugin, what).end() <= first("agent", "ready report").begin();
  }

  private Span first(String group, String name) {
    Optional<Span> found =
        spans.stream()
            .filter(span -> span.group().equals(group) && span.name().equals(name))
            .findFirst();
    return found.orElseThrow(() -> new AssertionError("no " + group + ": " + name + " in " + told));
  }

  private static Duration millis(double millis) {
    return Duration.ofNanos(Math.round(millis * 1_000_000));
  }
}
