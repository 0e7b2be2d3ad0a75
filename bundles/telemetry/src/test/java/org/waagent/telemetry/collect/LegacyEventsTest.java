// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import org.waagent.telemetry.spool.Spool;

/** Events as handlers write them with the library of the Python agent. */
@Tag("D49")
class LegacyEventsTest {
  private static final Path FOLDER = Path.of("/events");
  private static final String JSON =
      """
      {"eventId": 1, "providerId": "69B669B9-4AF8-4C50-BDC4-6006FA76E975", "parameters": [
        {"name": "Name", "value": "%s"}, {"name": "Version", "value": "1.4"},
        {"name": "IsInternal", "value": true}, {"name": "Operation", "value": "Enable"},
        {"name": "OperationSuccess", "value": false}, {"name": "ExtensionType", "value": ""},
        {"name": "Message", "value": "größer ?sig=HIDE"}, {"name": "Duration", "value": 30},
        {"name": "GAVersion", "value": "from-file"}, {"name": "RAM", "value": 17}]}
      """;
  private static final String XML =
      """
      <?xml version="1.0"?><Data><Provider id="69B669B9-4AF8-4C50-BDC4-6006FA76E975"/>
      <Event id="1"/><Param Name="Name" Value="Acme.Old" T="mt:wstr"/>
      <Param Name="OperationSuccess" Value="True" T="mt:bool"/>
      <Param Name="Message" Value="a &amp; b" T="mt:wstr"/>
      <Param Name="Duration" Value="12" T="mt:uint64"/>
      <Param Name="OSVersion" Value="Windows" T="mt:wstr"/></Data>
      """;

  @TempDir Path root;
  private TestMachine machine;
  private Spool spool;
  private LegacyEvents legacy;

  @BeforeEach
  void build() {
    machine = TestMachine.at(root);
    Losses losses = new Losses(machine.clock()::sinceStart, machine.log().logger());
    spool = new Spool(FOLDER, machine.files(), machine.clock(), losses);
    Identity identity = TestIdentity.of(machine);
    legacy = new LegacyEvents(machine.files(), machine.clock(), identity, spool, losses);
  }

  @Test
  void ofAnExtensionsEventOnlyItsOwnPartIsKept() throws Exception {
    write("1.tld", JSON.formatted("Acme.Tool"), StandardCharsets.UTF_8);

    assertThat(legacy.collect()).isOne();

    TelemetryEvent event = collected().get(0);
    assertThat(event.fields().stream().map(Field::name).limit(8))
        .containsExactly(
            "Name",
            "Version",
            "Operation",
            "OperationSuccess",
            "Message",
            "Duration",
            "GAVersion",
            "ContainerId");
    assertThat(text(event, "GAVersion")).isEqualTo("WALinuxAgent-3.0.0");
    assertThat(text(event, "ExtensionType")).isEqualTo("json");
    assertThat(text(event, "IsInternal")).isEqualTo("False");
    assertThat(text(event, "OpcodeName")).isEqualTo("2026-01-02T02:54:05.000000Z");
    assertThat(text(event, "Message")).isEqualTo("größer ?sig=<redacted>");
    assertThat(machine.files().list(FOLDER)).noneMatch("1.tld"::equals);
  }

  @Test
  void anEventOfTheAgentIsOnlyCompleted() throws Exception {
    write("1.tld", JSON.formatted("WALinuxAgent"), StandardCharsets.UTF_8);

    legacy.collect();

    TelemetryEvent event = collected().get(0);
    assertThat(text(event, "GAVersion")).isEqualTo("from-file");
    assertThat(text(event, "RAM")).isEqualTo("17");
    assertThat(text(event, "VMId")).isEqualTo("VMId_UNINITIALIZED");
    assertThat(event.fields().stream().map(Field::name)).doesNotHaveDuplicates();
  }

  @Test
  void secretsAreCutOutOfEachFieldOfAnEventOfTheAgent() throws Exception {
    write(
        "1.tld",
        "{\"eventId\": 7, \"providerId\": \"P\", \"parameters\": ["
            + "{\"name\": \"Name\", \"value\": \"WALinuxAgent\"},"
            + "{\"name\": \"Context1\", \"value\": \"GET /a?sig=HIDE failed\"}]}",
        StandardCharsets.UTF_8);

    legacy.collect();

    assertThat(text(collected().get(0), "Context1")).isEqualTo("GET /a?sig=<redacted> failed");
  }

  @Test
  void theOldXmlIsRead() throws Exception {
    write("1.tld", XML, StandardCharsets.UTF_8);

    legacy.collect();

    TelemetryEvent event = collected().get(0);
    assertThat(event.id()).isEqualTo(1);
    assertThat(text(event, "Message")).isEqualTo("a & b");
    assertThat(text(event, "OperationSuccess")).isEqualTo("True");
    assertThat(text(event, "Duration")).isEqualTo("12");
    assertThat(text(event, "ExtensionType")).isEqualTo("xml");
    assertThat(text(event, "OSVersion")).startsWith("Linux:");
  }

  @Test
  void otherEncodingsAndWrongBytesAreTolerated() throws Exception {
    write("1.tld", "\uFEFF" + JSON.formatted("Utf.Le"), StandardCharsets.UTF_16LE);
    write("2.tld", "\uFEFF" + JSON.formatted("Utf.Be"), StandardCharsets.UTF_16BE);
    write("3.tld", JSON.formatted("Latin.One"), StandardCharsets.ISO_8859_1);

    assertThat(legacy.collect()).isEqualTo(3);
    assertThat(collected().toString()).contains("Utf.Le", "Utf.Be", "Latin.One", "gr\uFFFD");
  }

  @Test
  void whatIsNoEventGoesAndIsToldInOneEvent() throws Exception {
    for (int i = 1; i <= 7; i++) {
      write(i + ".tld", "neither", StandardCharsets.UTF_8);
    }
    write("8.tld", "x".repeat(300_000), StandardCharsets.UTF_8);
    write("9.tld", JSON.formatted("Acme.Tool"), StandardCharsets.UTF_8);
    write("10.tld", "{\"eventId\": 1", StandardCharsets.UTF_8);
    machine.files().modified(FOLDER.resolve("10.tld"), machine.clock().instant());

    assertThat(legacy.collect()).isOne();

    TelemetryEvent errors = collected().get(1);
    assertThat(text(errors, "Operation")).isEqualTo("CollectEventErrors");
    assertThat(text(errors, "OperationSuccess")).isEqualTo("False");
    assertThat(text(errors, "Message"))
        .startsWith("8 files")
        .contains("5.tld")
        .doesNotContain("6.tld");
    assertThat(machine.files().list(FOLDER)).contains("10.tld").hasSize(2);
  }

  @Test
  void noEntityIsFollowed() throws Exception {
    write(
        "1.tld",
        "<!DOCTYPE Data [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
            + XML.substring(XML.indexOf("<Data")).replace("a &amp; b", "&x;"),
        StandardCharsets.UTF_8);
    write(
        "2.tld",
        "<!DOCTYPE Data [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
            + XML.substring(XML.indexOf("<Data")).replace("a &amp; b", "&b;"),
        StandardCharsets.UTF_8);

    legacy.collect();

    assertThat(collected().toString()).doesNotContain("root:", "aaaaaaaaaa");
  }

  private void write(String name, String content, Charset charset) throws IOException {
    machine.files().makeFolder(FOLDER, Mode.OWNER_FOLDER);
    machine.files().write(FOLDER.resolve(name), content.getBytes(charset), Mode.OWNER_ONLY);
    machine.files().modified(FOLDER.resolve(name), machine.clock().instant().minusSeconds(600));
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
