// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.TestMachine;
import org.waagent.os.Mode;
import org.waagent.telemetry.event.Field;
import org.waagent.telemetry.event.TelemetryEvent;
import org.waagent.telemetry.facts.Identity;
import org.waagent.telemetry.spool.Batch;
import org.waagent.telemetry.spool.Losses;
import org.waagent.telemetry.spool.Losses.Reason;
import org.waagent.telemetry.spool.Spool;

/** Events of extensions within their limits. */
@Tag("D52")
@Tag("V9")
class ExtensionEventsTest {
  private static final Path LOGS = Path.of("/var/log/azure");
  private static final Path EVENTS = LOGS.resolve("Acme.Tool/events");

  @TempDir Path root;
  private TestMachine machine;
  private Spool spool;
  private Losses losses;
  private ExtensionEvents extensions;

  @BeforeEach
  void build() {
    machine = TestMachine.at(root);
    losses = new Losses(machine.clock()::sinceStart, machine.log().logger());
    spool = new Spool(Path.of("/events"), machine.files(), machine.clock(), losses);
    Identity identity = TestIdentity.of(machine);
    extensions =
        new ExtensionEvents(
            LOGS,
            machine.files(),
            machine.clock(),
            identity,
            spool,
            losses,
            machine.log().logger());
  }

  @Test
  void anEventIsTakenOverFieldByField() throws Exception {
    write("1.json", event("hello").toString());

    assertThat(extensions.collect()).isOne();

    TelemetryEvent event = collected().get(0);
    assertThat(event.id()).isEqualTo(7);
    assertThat(event.provider()).isEqualTo("FFF0196F-EE4C-4EAF-9AA5-776F622DEB4F");
    assertThat(event.fields().stream().map(Field::name).limit(11))
        .containsExactly(
            ("EventName CapabilityUsed Context1 Context2 Context3 GAVersion ContainerId"
                    + " OpcodeName EventTid EventPid TaskName")
                .split(" "));
    assertThat(text(event, "EventName")).isEqualTo("Acme.Tool-1.0.0");
    assertThat(text(event, "CapabilityUsed")).isEqualTo("Informational");
    assertThat(text(event, "Context1")).isEqualTo("hello");
    assertThat(text(event, "Context2")).isEqualTo("2026-01-01T00:00:00.0000000Z");
    assertThat(text(event, "Context3")).isEqualTo("1b4f");
    assertThat(text(event, "OpcodeName")).isEqualTo("2026-01-02T02:54:05.000000Z");
    assertThat(text(event, "EventPid")).isEqualTo("12");
    assertThat(text(event, "EventTid")).isEqualTo("1");
    assertThat(text(event, "TaskName")).isEqualTo("Enable");
    assertThat(machine.log().lines()).contains("INFO Collected 1 events for extension: Acme.Tool");
    assertThat(machine.files().list(EVENTS)).isEmpty();
  }

  @Test
  void namesMayBeSpelledInAnyCaseNumbersMayBeNumbersAndMoreMayBeThere() throws Exception {
    JsonObject odd = new JsonObject();
    event(" größer \uD83D\uDE00 ")
        .entrySet()
        .forEach(e -> odd.add(shout(e.getKey()), e.getValue()));
    odd.add("EVENTPID", new JsonPrimitive(4711));
    odd.addProperty("More", "whatever");
    write("1.json", "\uFEFF[" + odd + "]");

    extensions.collect();

    assertThat(text(collected().get(0), "Context1")).isEqualTo("größer \uD83D\uDE00");
    assertThat(collected().get(0).field("EventPid").orElseThrow().value().getAsJsonPrimitive())
        .matches(JsonPrimitive::isNumber);
  }

  @Test
  void whatBreaksARuleIsDroppedAndToldOnceWithItsReason() throws Exception {
    JsonObject incomplete = event("x");
    incomplete.remove("OperationId");
    JsonObject large = event("x");
    large.addProperty("TaskName", "y".repeat(6200));
    JsonArray all = new JsonArray();
    List.of(incomplete, incomplete, event("  "), large, event("z".repeat(5000)), event("good"))
        .forEach(all::add);
    write("1.json", all.toString());

    assertThat(extensions.collect()).isEqualTo(2);

    List<TelemetryEvent> events = collected();
    assertThat(events).hasSize(3);
    assertThat(text(events.get(0), "Context1")).hasSize(3072);
    TelemetryEvent warning = events.get(2);
    assertThat(text(warning, "EventName")).isEqualTo("Log");
    assertThat(text(warning, "CapabilityUsed")).isEqualTo("WARNING");
    assertThat(text(warning, "Context1"))
        .contains(
            "Acme.Tool",
            "MissingKeyError: OperationId not found: 2",
            "EmptyMessageError: the message is empty: 1",
            "OversizeEventError: max event size allowed: 6144: 1");
    assertThat(machine.log().lines().stream().filter(l -> l.contains("MissingKey"))).hasSize(1);
  }

  @Test
  void ofTooManyEventsTheNewestFilesCount() throws Exception {
    for (int i = 1; i <= 40; i++) {
      JsonArray ten = new JsonArray();
      for (int n = 0; n < 10; n++) {
        ten.add(event("file " + i + " number " + n));
      }
      write(i + ".json", ten.toString());
    }

    assertThat(extensions.collect()).isEqualTo(360);

    String all = collected().toString();
    assertThat(all).contains("file 40 number 9", "file 5 number 0").doesNotContain("file 4 number");
    assertThat(machine.files().list(EVENTS)).isEmpty();
  }

  @Test
  void largeAndBrokenFilesGoButNotOneThatMayBeBeingWritten() throws Exception {
    write("1.json", "[" + " ".repeat(4 * 1024 * 1024) + "]");
    write("2.json", "{\"Version\":");
    write("3.json", "[".repeat(100_000));
    write("4.json", "{\"Version\": \"1");
    machine.files().modified(EVENTS.resolve("4.json"), machine.clock().instant());
    write("5.json", event("good").toString());

    assertThat(extensions.collect()).isOne();
    assertThat(machine.files().list(EVENTS)).containsExactly("4.json");

    machine.clock().advance(Duration.ofMinutes(5));
    extensions.collect();
    assertThat(machine.files().list(EVENTS)).isEmpty();
  }

  @Test
  void whatIsTooMuchAndWhatIsNoEventIsCountedApart() throws Exception {
    JsonObject large = event("m");
    large.addProperty("TaskName", "x".repeat(7000));
    write("1.json", "[" + large + ", {}, 1]");

    assertThat(extensions.collect()).isZero();
    assertThat(losses.counts())
        .containsOnly(
            Map.entry(Reason.EXTENSION_LIMIT, 1L), Map.entry(Reason.EXTENSION_INVALID, 2L));
  }

  @Test
  void whatIsNotOursStays() throws Exception {
    write("notes.txt", "x");
    write("1.json.tmp", "{");
    write("x1.json", "{}");
    machine.files().makeFolder(EVENTS.resolve("7.json"), Mode.OWNER_FOLDER);
    machine.files().link(EVENTS.resolve("8.json"), Path.of("/var/log/secret"));
    machine.files().makeFolder(LOGS.resolve("-dash/events"), Mode.OWNER_FOLDER);
    machine.files().write(LOGS.resolve("-dash/events/1.json"), bytes("{}"), Mode.OWNER_ONLY);

    assertThat(extensions.collect()).isZero();
    assertThat(machine.files().list(EVENTS))
        .containsExactly("1.json.tmp", "7.json", "8.json", "notes.txt", "x1.json");
    assertThat(machine.files().list(LOGS.resolve("-dash/events"))).hasSize(1);
  }

  @Test
  void aFileStaysUntilItsEventsAreOnOurDisk() throws Exception {
    write("1.json", event("precious").toString());
    machine.files().write(Path.of("/events"), bytes("in the way"), Mode.OWNER_ONLY);

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> extensions.collect())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Acme.Tool");
    assertThat(machine.files().list(EVENTS)).containsExactly("1.json");

    machine.files().delete(Path.of("/events"));
    assertThat(extensions.collect()).isOne();
  }

  @Test
  void secretsAreCutOut() throws Exception {
    write("1.json", event("https://a.test/b?sv=1&sig=HIDE failed").toString());
    extensions.collect();
    assertThat(collected().toString()).doesNotContain("HIDE").contains("<redacted>");
  }

  @Test
  void realFilesAreRead() throws Exception {
    String samples = System.getProperty("waagent.samples");
    Assumptions.assumeTrue(samples != null, "waagent.samples is not set");
    try (Stream<Path> files = Files.list(Path.of(samples, "events"))) {
      for (Path file : files.toList()) {
        write(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(extensions.collect()).isPositive();
    assertThat(collected()).isNotEmpty();
    assertThat(machine.files().list(EVENTS)).isEmpty();
  }

  private static String shout(String name) {
    return name.toUpperCase(java.util.Locale.ROOT);
  }

  private static JsonObject event(String message) {
    JsonObject event = new JsonObject();
    event.addProperty("Version", "1.0.0");
    event.addProperty("Timestamp", "2026-01-01T00:00:00.0000000Z");
    event.addProperty("TaskName", "Enable");
    event.addProperty("EventLevel", "Informational");
    event.addProperty("Message", message);
    event.addProperty("EventPid", "12");
    event.addProperty("EventTid", "1");
    event.addProperty("OperationId", "1b4f");
    return event;
  }

  private void write(String name, String content) throws IOException {
    machine.files().makeFolder(EVENTS, Mode.OWNER_FOLDER);
    machine.files().write(EVENTS.resolve(name), bytes(content), Mode.OWNER_ONLY);
    machine.files().modified(EVENTS.resolve(name), machine.clock().instant().minusSeconds(600));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<TelemetryEvent> collected() throws IOException {
    List<TelemetryEvent> events = new ArrayList<>();
    for (String name : spool.waiting()) {
      spool.read(name).map(Batch::left).ifPresent(events::addAll);
    }
    return events;
  }

  private static String text(TelemetryEvent event, String field) {
    return event.field(field).orElseThrow().text();
  }
}
