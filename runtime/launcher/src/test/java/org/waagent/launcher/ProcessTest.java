// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/waagent} as a process, with a bundle of the test's own. */
class ProcessTest {
  @TempDir private Path folder;
  private Installation installation;

  @BeforeEach
  void install() throws IOException {
    installation = Installation.in(folder);
  }

  @Test
  @Tag("S52")
  void theDaemonStartsWhatItCanAndStopsCleanlyOnATermSignal() throws Exception {
    Process daemon = installation.start("-daemon", "-configuration-path:waagent.conf");
    assertThat(installation.await("started-daemon")).isTrue();
    assertThat(installation.read("pid")).isEqualTo(Long.toString(daemon.pid()));
    Path lib = folder.resolve("lib");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lib)))
        .isEqualTo("rwx------");
    daemon.destroy();
    assertThat(daemon.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(daemon.exitValue()).isZero();
    assertThat(folder.resolve("stopped")).exists();
    assertThat(folder.resolve("pid")).doesNotExist();
    assertThat(installation.read("err")).contains("bundle tiny.false does not start");
  }

  @Test
  void aSecondDaemonGoesAwayQuietly() throws Exception {
    Process daemon = installation.start("-daemon", "-configuration-path:waagent.conf");
    assertThat(installation.await("started-daemon")).isTrue();
    assertThat(installation.run("-daemon", "-configuration-path:waagent.conf")).isZero();
    assertThat(installation.read("err")).contains("another daemon is running");
    assertThat(daemon.isAlive()).isTrue();
    daemon.destroy();
    assertThat(daemon.waitFor(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void ofTwoThatStartTogetherOneStays() throws Exception {
    Process one = installation.start("-daemon", "-configuration-path:waagent.conf");
    Process two = installation.start("-daemon", "-configuration-path:waagent.conf");
    assertThat(installation.await("started-daemon")).isTrue();
    for (int i = 0; i < 300 && one.isAlive() && two.isAlive(); i++) {
      Thread.sleep(100);
    }
    Process winner = one.isAlive() ? one : two;
    Process loser = winner == one ? two : one;
    assertThat(loser.isAlive()).isFalse();
    assertThat(loser.exitValue()).isZero();
    assertThat(winner.isAlive()).isTrue();
    assertThat(installation.read("pid")).isEqualTo(Long.toString(winner.pid()));
    winner.destroy();
    assertThat(winner.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  @Tag("S53")
  void startLeavesADaemonBehindAndComesBack() throws Exception {
    assertThat(installation.run("start", "-configuration-path:waagent.conf")).isZero();
    ProcessHandle daemon = ProcessHandle.of(Long.parseLong(installation.read("pid"))).orElseThrow();
    assertThat(installation.await("started-daemon")).isTrue();
    daemon.destroy();
    daemon.onExit().get(5, TimeUnit.SECONDS);
    assertThat(folder.resolve("stopped")).exists();
  }

  @Test
  void startTellsThatTheDaemonDiedAtOnce() throws Exception {
    Files.writeString(folder.resolve("lib"), "not a folder");
    assertThat(installation.run("start", "-configuration-path:waagent.conf")).isEqualTo(1);
    assertThat(installation.read("err")).contains("ended at once");
  }

  @Test
  void theExitCodeTellsWhatIsWrong() throws Exception {
    assertThat(installation.run("nonsense")).isEqualTo(2);
    assertThat(installation.run("daemon", "-configuration-path:/missing")).isEqualTo(1);
    assertThat(installation.read("err")).contains("/missing");
    assertThat(installation.read("out")).contains("usage: waagent");
    assertThat(installation.run("ask", "-configuration-path:waagent.conf")).isEqualTo(5);
    assertThat(installation.run("version")).isZero();
    assertThat(installation.read("out")).startsWith("waagent-3.0.0 running on ");
  }

  @Test
  void aRestartThatABundleAsksForHasAnotherProcessTakeOver() throws Exception {
    Files.writeString(folder.resolve("restart"), "");
    Process first = installation.start("-daemon", "-configuration-path:waagent.conf");
    assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(first.exitValue()).isZero();
    assertThat(installation.await("started-daemon")).isTrue();
    long pid = Long.parseLong(installation.read("pid"));
    assertThat(pid).isNotEqualTo(first.pid());
    ProcessHandle second = ProcessHandle.of(pid).orElseThrow();
    second.destroy();
    second.onExit().get(30, TimeUnit.SECONDS);
  }

  @Test
  void theVersionIsThatOfTheCommittedSet() throws Exception {
    Path features = Files.createDirectories(folder.resolve("lib/features"));
    Path set = Files.createDirectories(features.resolve("sets/0123456789abcdef"));
    Files.writeString(features.resolve("committed"), "0123456789abcdef\n");
    Files.writeString(
        set.resolve("bundles.list"),
        "version 3.7.0\ninstallation standard 3.0.0\nbundle tiny.jar\nsize "
            + Files.size(folder.resolve("home/bundles/tiny.jar"))
            + "\n");
    Files.writeString(set.resolve("verbs.list"), "");
    assertThat(installation.run("version", "-configuration-path:waagent.conf")).isZero();
    assertThat(installation.read("out"))
        .startsWith("waagent-3.7.0 running on ")
        .contains("Goal state agent: 3.7.0");
    Process daemon = installation.start("-daemon", "-configuration-path:waagent.conf");
    assertThat(installation.await("started-daemon")).isTrue();
    assertThat(installation.read("err")).isEmpty();
    daemon.destroy();
    assertThat(daemon.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aCommandOfAMissingBundleIsToldFromAWordNobodyKnows() throws Exception {
    assertThat(installation.run("serialconsole")).isEqualTo(6);
    assertThat(installation.read("err"))
        .contains("'serialconsole' is not installed: the bundle kernel brings it")
        .doesNotContain("usage:");
  }

  @Test
  void theLoopAloneLeavesTheMachineAsItIsAndIsNoSecondDaemon() throws Exception {
    Process loop = installation.start("-run-exthandlers", "-configuration-path:waagent.conf");
    assertThat(installation.await("without-provisioning,resource-disk,rdma,scvmm-bootstrap"))
        .isTrue();
    assertThat(installation.await("started-daemon")).isTrue();
    assertThat(installation.run("run-exthandlers", "-conf=waagent.conf")).isEqualTo(1);
    assertThat(installation.read("err")).contains("another daemon is running");
    loop.destroy();
    assertThat(loop.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void theCoreCanAskWhatTheStartTook() throws Exception {
    Process daemon = installation.start("-daemon", "-configuration-path:waagent.conf");
    assertThat(installation.await("phases")).isTrue();
    daemon.destroy();
    assertThat(daemon.waitFor(20, TimeUnit.SECONDS)).isTrue();
    List<String> lines = Files.readAllLines(folder.resolve("phases"));
    assertThat(lines)
        .extracting(line -> line.split("\t")[0] + " " + line.split("\t")[3])
        .containsExactly("java done", "launcher done", "framework done", "tiny.false failed");
    for (String line : lines) {
      String[] fields = line.split("\t");
      assertThat(Long.parseLong(fields[2])).isGreaterThanOrEqualTo(Long.parseLong(fields[1]));
    }
  }

  @Test
  void aTruncatedClassDataArchiveIsLeftAlone() throws Exception {
    Path archives = Files.createDirectories(folder.resolve("home/archive"));
    Path archive = archives.resolve(System.getProperty("java.runtime.version") + ".jsa");
    Files.write(archive, new byte[5000]);
    Files.writeString(archives.resolve(archive.getFileName() + ".size"), "7000000\n");
    assertThat(installation.run("version")).isZero();
    assertThat(installation.read("err")).isEmpty();
  }
}
