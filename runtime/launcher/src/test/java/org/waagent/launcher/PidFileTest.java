// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
  private static final Processes ALL_AGENTS = pid -> true;
  private static final Processes NO_AGENT = pid -> false;

  private final List<String> told = new CopyOnWriteArrayList<>();

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void nameTheFile() {
    path = folder.resolve("waagent.pid");
  }

  @Test
  void writesDigitsOnlyAndRemovesThem() throws IOException {
    PidFile file = PidFile.claim(path, NO_AGENT, told::add).orElseThrow();
    assertThat(path).hasContent(Long.toString(ProcessHandle.current().pid()));
    assertThat(Files.size(path)).isEqualTo(Long.toString(ProcessHandle.current().pid()).length());
    file.close();
    assertThat(path).doesNotExist();
  }

  @Test
  void anotherLivingAgentKeepsItsFile() throws IOException {
    Files.writeString(path, "4242\n");
    assertThat(PidFile.claim(path, ALL_AGENTS, told::add)).isEmpty();
    assertThat(path).hasContent("4242");
  }

  @Test
  void theNumberOfAnotherProgramIsReplaced() throws IOException {
    Files.writeString(path, "4242424242");
    Optional<PidFile> file = PidFile.claim(path, NO_AGENT, told::add);
    assertThat(file).isPresent();
    assertThat(path).hasContent(Long.toString(ProcessHandle.current().pid()));
    file.get().close();
  }

  @Test
  void ourOwnNumberLeftByAnEarlierBootIsReplaced() throws IOException {
    Files.writeString(path, Long.toString(ProcessHandle.current().pid()));
    try (PidFile file = PidFile.claim(path, ALL_AGENTS, told::add).orElseThrow()) {
      assertThat(file).isNotNull();
    }
  }

  @Test
  void rubbishIsReplaced() throws IOException {
    for (String rubbish : new String[] {"", "abc", "-1", "0", "99999999999999999999999"}) {
      Files.writeString(path, rubbish);
      try (PidFile file = PidFile.claim(path, ALL_AGENTS, told::add).orElseThrow()) {
        assertThat(file).isNotNull();
        assertThat(path).hasContent(Long.toString(ProcessHandle.current().pid()));
      }
    }
  }

  @Test
  void aMissingFolderIsAnError() {
    assertThatThrownBy(() -> PidFile.claim(folder.resolve("no/waagent.pid"), NO_AGENT, told::add))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void thisTestIsNoAgent() {
    assertThat(new LiveProcesses().isAgent(ProcessHandle.current().pid())).isFalse();
    assertThat(new LiveProcesses().isAgent(Integer.MAX_VALUE)).isFalse();
  }

  @Test
  void saysWhoseNumberItReplaced() throws IOException {
    Files.writeString(path, "4242\n");
    PidFile.claim(path, NO_AGENT, told::add).orElseThrow().close();
    assertThat(told)
        .containsExactly(path + " named process 4242, which is no agent; it is taken over");
  }

  @Test
  void tenMegabytesOfRubbishAreReplacedUnread() throws IOException {
    for (byte filler : new byte[] {'7', 0, -1}) {
      byte[] rubbish = new byte[10 * 1024 * 1024];
      Arrays.fill(rubbish, filler);
      Files.write(path, rubbish);
      try (PidFile file = PidFile.claim(path, ALL_AGENTS, told::add).orElseThrow()) {
        assertThat(file).isNotNull();
        assertThat(path).hasContent(Long.toString(ProcessHandle.current().pid()));
      }
    }
    assertThat(told).hasSize(3).allMatch(line -> line.contains("held no process id"));
  }

  @Test
  void aFolderInItsPlaceIsRemovedOrPutAside() throws IOException {
    Files.createDirectory(path);
    PidFile.claim(path, NO_AGENT, told::add).orElseThrow().close();
    Files.createDirectories(path.resolve("something"));
    PidFile.claim(path, NO_AGENT, told::add).orElseThrow().close();
    assertThat(folder.resolve("waagent.pid.aside.1/something")).isDirectory();
    assertThat(told).hasSize(2);
  }

  @Test
  void aDeviceIsNeverTakenAway() throws IOException {
    assertThatThrownBy(() -> PidFilePlace.requireNoDevice(Path.of("/dev/null")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is a device");
    Files.createSymbolicLink(path, Path.of("/dev/null"));
    PidFile.claim(path, NO_AGENT, told::add).orElseThrow().close();
    assertThat(folder.resolve("waagent.pid.aside.1")).isSymbolicLink();
  }

  @Test
  void aLinkThatLeadsNowhereIsReplaced() throws IOException {
    Files.createSymbolicLink(path, folder.resolve("nowhere"));
    try (PidFile file = PidFile.claim(path, NO_AGENT, told::add).orElseThrow()) {
      assertThat(file).isNotNull();
      assertThat(path).isRegularFile();
    }
  }

  @Test
  void anUnreadableFileIsOpenedAndNotReplaced() throws IOException {
    Files.writeString(path, "4242");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
    assertThat(PidFile.claim(path, ALL_AGENTS, told::add)).isEmpty();
    try (PidFile file = PidFile.claim(path, NO_AGENT, told::add).orElseThrow()) {
      assertThat(file).isNotNull();
    }
  }

  @Test
  void oneOfManyThatStartTogetherWins() throws Exception {
    for (int round = 0; round < 20; round++) {
      Files.writeString(path, "4242");
      List<PidFile> winners = new CopyOnWriteArrayList<>();
      CountDownLatch go = new CountDownLatch(1);
      List<Thread> starters = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Thread starter = new Thread(() -> claimAt(go, winners));
        starter.start();
        starters.add(starter);
      }
      go.countDown();
      for (Thread starter : starters) {
        starter.join(60_000);
      }
      assertThat(winners).hasSize(1);
      winners.get(0).close();
    }
  }

  private void claimAt(CountDownLatch go, List<PidFile> winners) {
    try {
      go.await();
      PidFile.claim(path, NO_AGENT, told::add).ifPresent(winners::add);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void onlyACommandLineOfADaemonIsOne() {
    assertThat(isAgent("python3", "-u", "/usr/sbin/waagent", "-daemon")).isTrue();
    assertThat(isAgent("/usr/sbin/waagent", "daemon")).isTrue();
    assertThat(isAgent("python3", "-u", "bin/WALinuxAgent-2.9.egg", "-run-exthandlers")).isTrue();
    assertThat(isAgent("java", "-Xmx32m", Main.class.getName(), "-daemon")).isTrue();
    assertThat(isAgent("tail", "-f", "/var/log/waagent", "daemon")).isFalse();
    assertThat(isAgent("/usr/sbin/waagent", "status")).isFalse();
    assertThat(isAgent("vim", "/usr/sbin/waagent")).isFalse();
    assertThat(isAgent()).isFalse();
  }

  private static boolean isAgent(String... words) {
    return LiveProcesses.isAgent(String.join("\0", words), '\0');
  }

  @Test
  void aLivingProgramOfAnotherNameIsNoAgent() throws Exception {
    Process sleeper = new ProcessBuilder("sleep", "60").start();
    try {
      assertThat(new LiveProcesses().isAgent(sleeper.pid())).isFalse();
    } finally {
      sleeper.destroyForcibly().waitFor();
    }
  }
}
