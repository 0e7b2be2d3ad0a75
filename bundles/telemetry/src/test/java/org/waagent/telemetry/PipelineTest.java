// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.host.Event;
import org.waagent.host.Measurement;
import org.waagent.os.Mode;

/** The way of an event from who tells it to the host. */
class PipelineTest {
  @TempDir Path root;
  private Bench bench;
  private Telemetry telemetry;

  @BeforeEach
  void build() {
    bench = new Bench(root);
    telemetry = bench.telemetry(true);
  }

  @AfterEach
  void end() {
    telemetry.close();
  }

  @Test
  @Tag("D49")
  void anEventHasEveryParameterInOrder() throws Exception {
    telemetry.goalState(Bench.goalState("container-1"));
    telemetry.accept(Bench.event("hello"));
    bench.until(() -> !bench.posts().isEmpty());

    assertThat(names(bench.posts().get(0)))
        .containsExactly(
            ("Name Version Operation OperationSuccess Message Duration GAVersion ContainerId"
                    + " OpcodeName EventTid EventPid TaskName ExtensionType IsInternal OSVersion"
                    + " ExecutionMode RAM Processors KeywordName TenantName RoleName"
                    + " RoleInstanceName Location SubscriptionId ResourceGroupName VMId"
                    + " ImageOrigin")
                .split(" "));
    assertThat(bench.posts().get(0))
        .startsWith(
            "<?xml version=\"1.0\"?><TelemetryData version=\"1.0\"><Provider"
                + " id=\"69B669B9-4AF8-4C50-BDC4-6006FA76E975\"><Event id=\"1\"><![CDATA[")
        .contains("\"GAVersion\" Value=\"WALinuxAgent-3.0.0\" T=\"mt:wstr\"")
        .contains("\"OperationSuccess\" Value=\"True\" T=\"mt:bool\"")
        .contains("\"Duration\" Value=\"7\" T=\"mt:uint64\"")
        .contains("\"ContainerId\" Value=\"container-1\"")
        .contains("\"OpcodeName\" Value=\"2026-01-02T03:04:05.000000Z\"")
        .contains("\"TenantName\" Value=\"tenant\"", "\"RoleInstanceName\" Value=\"vm\"")
        .contains("\"VMId\" Value=\"vm-id\"", "\"ImageOrigin\" Value=\"2\" T=\"mt:uint64\"")
        .contains("{&quot;CpuArchitecture&quot;: &quot;");
  }

  @Test
  @Tag("D49")
  void aFigureIsAnEventOfItsOwnKind() throws Exception {
    telemetry.goalState(Bench.goalState("container-1"));
    telemetry.accept(new Measurement("CPU", "% Processor Time", "Acme.Tool-1.0", 12.5));
    bench.until(() -> !bench.posts().isEmpty());

    assertThat(bench.posts().get(0))
        .contains("<Event id=\"4\">", "\"Value\" Value=\"12.5\" T=\"mt:float64\"");
    assertThat(names(bench.posts().get(0)))
        .startsWith("Category", "Counter", "Instance", "Value", "GAVersion")
        .doesNotContain("ExtensionType", "IsInternal");
  }

  @Test
  void aFigureThatIsNoNumberDoesNotSpoilTheOthers() throws Exception {
    telemetry.goalState(Bench.goalState("container-1"));
    telemetry.accept(new Measurement("CPU", "c", "none", Double.NaN));
    telemetry.accept(Bench.event("beside"));
    bench.until(() -> bench.posts().size() == 1);

    assertThat(bench.posts().get(0)).contains("beside").doesNotContain("NaN");
  }

  @Test
  @Tag("D49")
  void theContainerIsThatOfTheLatestGoalState() throws Exception {
    telemetry.goalState(Bench.goalState("container-1"));
    telemetry.goalState(Bench.goalState("container-2"));
    telemetry.accept(Bench.event("hello"));
    bench.until(() -> !bench.posts().isEmpty());

    assertThat(bench.posts().get(0)).contains("container-2").doesNotContain("container-1");
  }

  @Test
  void anEventBeforeTheFirstGoalStateWaitsOnDiskAndIsCompletedThen() throws Exception {
    telemetry.accept(Bench.event("early"));
    bench.until(() -> bench.waiting().size() == 1);
    String name = bench.waiting().get(0);
    String text = bench.machine.files().readText(Bench.EVENTS.resolve(name), 100_000);
    JsonObject json = JsonParser.parseString(text).getAsJsonObject();

    assertThat(name).matches("\\d{16}\\.waagent\\.tld");
    assertThat(bench.machine.files().look(Bench.EVENTS).orElseThrow().mode())
        .isEqualTo(Mode.OWNER_FOLDER);
    assertThat(json.keySet()).containsExactly("eventId", "providerId", "parameters", "file_type");
    assertThat(text).contains("ContainerId_UNINITIALIZED", "Location_UNINITIALIZED");
    bench.machine.clock().advance(Duration.ofHours(1));
    assertThat(bench.posts()).isEmpty();
    assertThat(bench.asked).isZero();

    telemetry.goalState(Bench.goalState("container-1"));
    bench.until(() -> bench.waiting().isEmpty());
    assertThat(bench.posts().get(0)).doesNotContain("UNINITIALIZED").contains("container-1");
  }

  @Test
  @Tag("D51")
  void manyEventsAtOnceAreFewFilesAndGoAtOnce() throws Exception {
    for (int i = 0; i < 50; i++) {
      telemetry.accept(Bench.event("number " + i));
    }
    Pause.until(() -> !bench.waiting().isEmpty());
    bench.machine.clock().advance(Duration.ofSeconds(2));
    Pause.until(() -> bench.machine.clock().pending() == 0);
    Thread.sleep(200);
    assertThat(bench.waiting()).hasSizeLessThanOrEqualTo(3);

    telemetry.goalState(Bench.goalState("container-1"));
    bench.until(() -> bench.waiting().isEmpty());
    String all = String.join("", bench.posts());
    for (int i = 0; i < 50; i++) {
      assertThat(all).contains("\"number " + i + "\"");
    }
  }

  @Test
  @Tag("D51")
  void fewEventsAreSentTogetherFiveSecondsAfterTheFirst() throws Exception {
    telemetry.goalState(Bench.goalState("container-1"));
    bench.machine.clock().advance(Duration.ofSeconds(10));
    Thread.sleep(100);
    telemetry.accept(Bench.event("first"));
    bench.machine.clock().advance(Duration.ofSeconds(1));
    telemetry.accept(Bench.event("second"));
    bench.machine.clock().advance(Duration.ofSeconds(1));
    Pause.until(() -> bench.waiting().size() == 1);
    assertThat(bench.posts()).isEmpty();
    Pause.until(() -> bench.machine.clock().pending() == 1);
    bench.machine.clock().advance(Duration.ofSeconds(3));
    Pause.until(() -> bench.posts().size() == 1);
    assertThat(bench.posts().get(0)).contains("\"first\"", "\"second\"");
  }

  @Test
  void whileNothingWaitsThereIsNoTimer() throws Exception {
    telemetry.goalState(Bench.goalState("container-1"));
    telemetry.accept(Bench.event("hello"));
    bench.until(() -> bench.posts().size() == 1 && bench.waiting().isEmpty());
    Pause.until(() -> bench.machine.clock().pending() == 0);
  }

  @Test
  @Tag("D51")
  void whatComesBeforeAStopIsOnDiskAndSentByTheNextStart() throws Exception {
    telemetry.accept(Bench.event("last words"));
    telemetry.close();
    assertThat(bench.waiting()).hasSize(1);

    telemetry = bench.telemetry(true);
    telemetry.goalState(Bench.goalState("container-1"));
    bench.until(() -> bench.waiting().isEmpty());
    assertThat(bench.posts()).singleElement().asString().contains("last words");
  }

  @Test
  void whenOffNeitherWholeNorUnfinishedEventsStay() throws Exception {
    bench.write(Bench.EVENTS.resolve("1.waagent.tld"), Bench.file("whole"));
    bench.write(Bench.EVENTS.resolve("2.tld"), Bench.file("unfinished"));
    telemetry.close();
    telemetry = bench.telemetry(false);
    telemetry.collectLegacy();

    assertThat(bench.waiting()).isEmpty();
  }

  @Test
  @Tag("D50")
  void documentsStayBelowTheLimitAndAnOversizedEventIsDropped() throws Exception {
    for (int i = 0; i < 20; i++) {
      telemetry.accept(Bench.event(i + "\u20AC".repeat(5_000)));
    }
    telemetry.accept(Bench.event("\u20AC".repeat(30_000)));
    telemetry.accept(Bench.event("x".repeat(70_000)));
    telemetry.goalState(Bench.goalState("container-1"));
    bench.until(() -> bench.waiting().isEmpty() && bench.posts().size() > 4);

    assertThat(bench.posts())
        .allSatisfy(
            post ->
                assertThat(post.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .hasSizeLessThan(65_536));
    assertThat(String.join("", bench.posts()).split("<Event id")).hasSize(21);
    assertThat(telemetry.pipeline().losses().counts().toString()).contains("OVERSIZED=2");
    assertThat(bench.machine.log().lines()).anyMatch(line -> line.contains("were dropped"));
  }

  @Test
  @Tag("D51")
  void ofMoreThanAThousandFilesTheOldestGo() throws Exception {
    for (int i = 0; i < 1000; i++) {
      Files.createDirectories(root.resolve("var/lib/waagent/events"));
      Files.writeString(root.resolve("var/lib/waagent/events/" + i + ".waagent.tld"), "{}");
    }
    telemetry.accept(Bench.event("newest"));
    bench.until(() -> !bench.waiting().contains("0.waagent.tld"));
    Pause.until(() -> bench.waiting().size() == 1000);
    assertThat(bench.waiting()).contains("1.waagent.tld");
    assertThat(telemetry.pipeline().losses().counts().toString()).contains("TOO_MANY_FILES=1");
  }

  @Test
  void aReportedStatusIsToldWhenItChanges() throws Exception {
    List<Boolean> results = List.of(true, true, false, false, true);
    telemetry.goalState(Bench.goalState("container-1"));
    for (boolean success : results) {
      telemetry.accept(
          new Event("WALinuxAgent", "3.0.0", "ReportStatus", success, "", Optional.empty()));
    }
    bench.until(() -> bench.posts().size() == 1);
    assertThat(bench.posts().get(0).split("<Event id")).hasSize(4);
  }

  @Test
  void switchedOffNothingIsKeptAndWhatWaitedGoes() throws Exception {
    telemetry.accept(Bench.event("before"));
    telemetry.close();
    assertThat(bench.waiting()).hasSize(1);
    telemetry = bench.telemetry(false);
    telemetry.goalState(Bench.goalState("container-1"));
    telemetry.accept(Bench.event("after"));
    telemetry.collectExtensions();
    telemetry.collectLegacy();
    bench.machine.clock().advance(Duration.ofHours(1));

    assertThat(bench.waiting()).isEmpty();
    assertThat(bench.posts()).isEmpty();
    assertThat(Show.of(telemetry).lines(true)).first().asString().contains("Telemetry is off");
  }

  @Test
  void secretsAreCutOutBeforeTheDisk() throws Exception {
    telemetry.accept(Bench.event("GET https://a.test/b?sig=HIDE failed"));
    telemetry.close();
    assertThat(bench.machine.files().readText(Bench.EVENTS.resolve(bench.waiting().get(0)), 99_999))
        .contains("?sig=<redacted> failed")
        .doesNotContain("HIDE");
  }

  private static List<String> names(String post) {
    List<String> names = new ArrayList<>();
    Matcher matcher = Pattern.compile("<Param Name=\"(\\w+)\"").matcher(post);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }
}
