// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.host.HostException.Kind;
import org.waagent.os.Mode;

/** The way of an event where the host, the disk or a file is not as it should be. */
class PipelineFaultsTest {
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
  void withoutTheMetadataServiceEventsGoAndItIsAskedAgainLater() throws Exception {
    bench.metadata = false;
    telemetry.goalState(Bench.goalState("container-1"));
    telemetry.accept(Bench.event("one"));
    bench.until(() -> bench.posts().size() == 1);
    assertThat(bench.posts().get(0)).contains("VMId_UNINITIALIZED", "\"ImageOrigin\" Value=\"0\"");

    bench.metadata = true;
    telemetry.accept(Bench.event("two"));
    bench.until(() -> bench.posts().size() == 2);
    assertThat(bench.asked).isOne();
    bench.machine.clock().advance(Duration.ofMinutes(5));
    telemetry.accept(Bench.event("three"));
    bench.until(() -> bench.posts().size() == 3);
    assertThat(bench.posts().get(2)).contains("\"VMId\" Value=\"vm-id\"");
  }

  @Test
  void whatTheHostDoesNotTakeStaysUntilItDoes() throws Exception {
    bench.answer = Optional.of(Kind.BUSY);
    telemetry.goalState(Bench.goalState("container-1"));
    telemetry.accept(Bench.event("hello"));
    bench.until(() -> telemetry.pipeline().delivery().trouble().isPresent());
    bench.machine.clock().advance(Duration.ofHours(1));
    assertThat(bench.waiting()).hasSize(1);

    bench.answer = Optional.of(Kind.REFUSED);
    bench.machine.clock().advance(Duration.ofHours(1));
    assertThat(bench.waiting()).hasSize(1);

    bench.answer = Optional.empty();
    bench.until(() -> bench.waiting().isEmpty());
    assertThat(bench.posts()).singleElement().asString().contains("hello");
    Pause.until(() -> telemetry.pipeline().delivery().trouble().isEmpty());
  }

  @Test
  void anEventTheHostRefusesDoesNotHoldUpTheOthers() throws Exception {
    bench.refusing.add("poison");
    for (String message : List.of("one", "poison", "two")) {
      telemetry.accept(Bench.event(message));
    }
    telemetry.goalState(Bench.goalState("container-1"));
    bench.until(() -> bench.posts().size() == 2 && bench.waiting().isEmpty());

    assertThat(String.join("", bench.posts())).contains("\"one\"", "\"two\"");
    assertThat(Show.of(telemetry).json().getAsJsonObject("dropped").toString())
        .contains("\"refused by the host\":1");
  }

  @Test
  void manyEventsTheHostRefusesDoNotHoldUpTheOthersForLong() throws Exception {
    bench.refusing.add("poison");
    for (int i = 0; i < 12; i++) {
      bench.write(Bench.EVENTS.resolve((100 + i) + ".waagent.tld"), Bench.file("poison"));
    }
    bench.write(
        Bench.EVENTS.resolve("200.waagent.tld"), Bench.file("good").replace("69B6", "FFF0"));
    telemetry.goalState(Bench.goalState("container-1"));
    bench.until(() -> bench.posts().size() == 1 && bench.waiting().size() == 7);
    telemetry.accept(Bench.event("hello"));
    bench.until(() -> bench.posts().size() == 2);
  }

  @Test
  void onADiskThatMayNotBeWrittenAnymoreEachEventIsSentOnce() throws Exception {
    for (int i = 0; i < 3; i++) {
      bench.write(Bench.EVENTS.resolve((100 + i) + ".waagent.tld"), Bench.file("one" + i));
    }
    bench.write(Bench.EVENTS.resolve("200.waagent.tld"), Bench.file("two").replace("69B6", "FFF0"));
    bench.diskIsReadOnly = true;
    telemetry.goalState(Bench.goalState("container-1"));
    bench.until(() -> bench.posts().size() == 2);
    for (int i = 0; i < 30; i++) {
      bench.machine.clock().advance(Duration.ofMinutes(1));
      Thread.sleep(20);
    }
    assertThat(bench.posts()).hasSize(2);

    bench.diskIsReadOnly = false;
    bench.until(() -> bench.waiting().isEmpty());
    assertThat(bench.posts()).hasSize(2);
  }

  @Test
  void oneFileThatCanNotBeReadDoesNotHoldUpTheOthers() throws Exception {
    bench.machine.files().makeFolder(Bench.EVENTS.resolve("1.waagent.tld"), Mode.OWNER_FOLDER);
    bench.write(Bench.EVENTS.resolve("2.waagent.tld"), Bench.file("good"));
    telemetry.goalState(Bench.goalState("container-1"));

    bench.until(() -> bench.posts().size() == 1);
  }

  @Test
  void aBrokenFileIsDroppedAndTheOthersGo() throws Exception {
    bench.write(Bench.EVENTS.resolve("1.waagent.tld"), "{\"eventId\":");
    bench.write(Bench.EVENTS.resolve("2.waagent.tld"), "[".repeat(10_000));
    telemetry.accept(Bench.event("good"));
    telemetry.goalState(Bench.goalState("container-1"));
    bench.until(() -> bench.waiting().isEmpty() && bench.posts().size() == 1);
    assertThat(telemetry.pipeline().losses().counts().toString()).contains("MALFORMED=2");
  }
}
