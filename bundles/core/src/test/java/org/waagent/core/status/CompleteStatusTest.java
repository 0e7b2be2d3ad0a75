// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.waagent.core.status.Aggregate.Feature;
import org.waagent.plugin.ExtensionStatus;
import org.waagent.plugin.ExtensionStatus.Substatus;
import org.waagent.plugin.GoalStateStatus;
import org.waagent.plugin.Status;
import org.waagent.plugin.UpdateStatus;

/** One document with everything a status may have, against {@code complete.json}. */
class CompleteStatusTest {
  private static final Instant NOW = Instant.parse("2024-01-01T00:00:00.987Z");

  @Test
  void hasEveryMemberOfTheSchemaInItsPlace() throws Exception {
    String written = new String(AggregateJson.write(aggregate(), NOW), UTF_8);
    // Member for member in their order, numbers and texts as they are: not just as trees.
    assertThat(JsonParser.parseString(written)).hasToString(expected().toString());
  }

  private static JsonElement expected() throws Exception {
    try (InputStream in = CompleteStatusTest.class.getResourceAsStream("complete.json")) {
      return JsonParser.parseString(new String(in.readAllBytes(), UTF_8));
    }
  }

  private static Aggregate aggregate() {
    return new Aggregate(
        "3.0.0",
        "Guest Agent is running",
        Optional.of(UpdateStatus.error("3.0.0", "version 3.1.0 is not in the feed")),
        List.of(single(), first(), second(), failed()),
        Optional.of(
            new GoalStateStatus(
                "978",
                false,
                2001,
                "etag_1 requires features this agent does not have: TimeTravel",
                Instant.parse("2023-12-31T23:59:59.999Z"))),
        "host",
        "ubuntu",
        "22.04",
        List.of(
            Feature.of("MultipleExtensionsPerHandler=1.0"),
            Feature.of("VersioningGovernance"),
            Feature.of("FastTrack=1.0")));
  }

  private static Status single() {
    List<Substatus> parts =
        List.of(
            new Substatus(Optional.of("number"), "success", "0", Optional.of("fine")),
            new Substatus(Optional.empty(), "transitioning", "\"12\"", Optional.empty()));
    return new Status(
        "Acme.Single",
        "1.2.3",
        "Ready",
        0,
        Optional.of("Plugin enabled"),
        Optional.of(
            new ExtensionStatus(
                "own name",
                Optional.empty(),
                4,
                Optional.of("success"),
                "7",
                Optional.of("Enable"),
                Optional.of("2023-12-31T23:00:00Z"),
                Optional.of("gr\u00fc\u00df \u2028 <&> done"),
                parts)));
  }

  private static Status first() {
    return multi(
        new ExtensionStatus(
            "first",
            Optional.of("first"),
            0,
            Optional.empty(),
            "0",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of()));
  }

  private static Status second() {
    return multi(
        new ExtensionStatus(
            "Acme.Multi.second",
            Optional.of("second"),
            9,
            Optional.of("error"),
            "1009",
            Optional.of("Enable"),
            Optional.empty(),
            Optional.of("see https://a.test/x?sv=1&sig=secret"),
            List.of()));
  }

  private static Status multi(ExtensionStatus extension) {
    return new Status(
        "Acme.Multi",
        "2.0",
        "Unresponsive",
        0,
        Optional.of("Plugin enabled"),
        Optional.of(extension));
  }

  private static Status failed() {
    return new Status("Acme.Failed", "0.1", "NotReady", 1001, Optional.empty(), Optional.empty());
  }
}
