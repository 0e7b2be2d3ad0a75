// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.host.EventUpload;
import org.waagent.host.HostException;
import org.waagent.host.HostException.Kind;
import org.waagent.machine.TestMachine;

/** Collecting and sending from time to time. */
@Tag("V16")
final class CollectLogsTaskTest {
  @TempDir private Path root;
  private TestMachine machine;
  private final List<byte[]> sent = new ArrayList<>();
  private final Deque<Kind> failures = new ArrayDeque<>();
  private final List<String> events = new ArrayList<>();

  @BeforeEach
  void makeMachine() throws IOException {
    machine = TestMachine.at(root);
    Files.createDirectories(root.resolve("var/lib/waagent"));
    Files.writeString(Files.createDirectories(root.resolve("var/log")).resolve("waagent.log"), "a");
  }

  @Test
  void whatWasCollectedIsSentAndTold() throws Exception {
    task().run();

    assertThat(sent).hasSize(1);
    assertThat(sent.get(0)).isEqualTo(Files.readAllBytes(zip()));
    assertThat(machine.log().lines())
        .startsWith("INFO Starting log collection...")
        .endsWith("INFO Successfully uploaded logs.");
    assertThat(events).containsExactly("true logs uploaded");
  }

  @Test
  void aHostThatIsBusyIsAskedAgainAFewTimesWithTheWholeArchive() throws Exception {
    failures.add(Kind.BUSY);
    failures.add(Kind.UNREACHABLE);
    Thread other = inBackground();

    other.join(Duration.ofSeconds(60).toMillis());

    assertThat(other.isAlive()).isFalse();
    assertThat(sent).hasSize(3).allSatisfy(zip -> assertThat(zip).isEqualTo(sent.get(0)));
    assertThat(events).containsExactly("true logs uploaded");
  }

  @Test
  void aRefusalIsTakenUntilTheNextPeriodAndTold() {
    failures.add(Kind.REFUSED);

    assertThatThrownBy(() -> task().run()).isInstanceOf(HostException.class);

    assertThat(sent).hasSize(1);
    assertThat(zip()).exists();
    assertThat(events).containsExactly("false refused");
  }

  @Test
  void afterThreeAttemptsTheNextPeriodIsWaitedFor() throws Exception {
    failures.addAll(List.of(Kind.BUSY, Kind.BUSY, Kind.BUSY, Kind.BUSY));
    Thread other = inBackground();

    other.join(Duration.ofSeconds(60).toMillis());

    assertThat(sent).hasSize(3);
    assertThat(events).containsExactly("false refused");
  }

  /** The clock is moved on whenever somebody waits for it. */
  private Thread inBackground() {
    Thread runs =
        new Thread(
            () -> {
              try {
                task().run();
              } catch (Exception e) {
                machine.log().logger().warn(e.toString());
              }
            });
    runs.setDaemon(true);
    runs.start();
    while (runs.isAlive()) {
      machine.clock().advance(Duration.ofSeconds(1));
      Thread.onSpinWait();
    }
    return runs;
  }

  private CollectLogsTask task() {
    Collector collector =
        new Collector(
            machine.files(),
            Places.of(machine.directories(), Path.of("/etc/waagent.conf")),
            machine.clock(),
            new Limits(1 << 20, 1 << 20, 100, 8, 1));
    return new CollectLogsTask(
        collector,
        new Upload(),
        machine.files(),
        machine.clock(),
        (success, message, took) -> events.add(success + " " + message),
        machine.log().logger());
  }

  private Path zip() {
    return root.resolve("var/lib/waagent/logcollector/logs.zip");
  }

  /** Takes what comes, or fails as it was told. */
  private final class Upload implements EventUpload {
    @Override
    public void telemetry(byte[] xml) {
      throw new UnsupportedOperationException("not for logs");
    }

    @Override
    public void logs(InputStream zip, long length) throws HostException {
      try {
        sent.add(zip.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      assertThat(length).isEqualTo(sent.get(sent.size() - 1).length);
      if (!failures.isEmpty()) {
        throw new HostException(failures.pop(), "refused");
      }
    }
  }
}
