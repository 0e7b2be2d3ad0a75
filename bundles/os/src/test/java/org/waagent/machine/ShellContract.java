// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.goalstate.Secret;
import org.waagent.os.Command;
import org.waagent.os.Result;
import org.waagent.os.Shell;

/** What every implementation of {@link Shell#run} and {@link Shell#find} does. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class ShellContract {
  @TempDir private Path folder;
  private Shell shell;

  /** The implementation to test. */
  abstract Shell shell();

  @BeforeEach
  void takeShell() {
    shell = shell();
  }

  private static Command sh(String line) {
    return Command.of("sh", "-c", line);
  }

  private Result.Exited exited(Command command) throws InterruptedException {
    Result result = shell.run(command);
    assertThat(result).isInstanceOf(Result.Exited.class);
    return (Result.Exited) result;
  }

  @Test
  void countsForEachThreadHowLongItWaitedForPrograms() throws Exception {
    Duration before = shell.waited();
    shell.run(sh("sleep 0.3"));
    assertThat(shell.waited().minus(before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    Duration[] others = {null};
    Thread other = new Thread(() -> others[0] = shell.waited());
    other.start();
    other.join();
    assertThat(others[0]).isZero();
  }

  static void assertEnds(long pid) throws InterruptedException {
    for (int i = 0; i < 250 && Processes.isAlive(pid); i++) {
      Thread.sleep(20);
    }
    assertThat(Processes.isAlive(pid)).as("process %d is alive", pid).isFalse();
  }

  @Test
  void tellsExitCodeAndOutput() throws Exception {
    Result.Exited result = exited(sh("echo out; echo err >&2; exit 3"));
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.isSuccess()).isFalse();
    assertThat(result.output().stdout()).isEqualTo("out\n");
    assertThat(result.output().stderr()).isEqualTo("err\n");
  }

  @Test
  void passesArgumentsAsTheyAre() throws Exception {
    assertThat(exited(Command.of("printf", "%s|", "a b", "$HOME", "*", "")).output().stdout())
        .isEqualTo("a b|$HOME|*||");
  }

  @Test
  void tellsTheSignalThatEndedIt() throws Exception {
    assertThat(exited(sh("kill -TERM $$")).code()).isEqualTo(128 + 15);
  }

  @Test
  void measuresHowLongItRan() throws Exception {
    assertThat(exited(sh("sleep 0.2")).took())
        .isBetween(Duration.ofMillis(200), Duration.ofSeconds(10));
  }

  @Test
  void noticesTheEndAtOnce() throws Exception {
    shell.run(sh("true"));
    long start = System.nanoTime();
    for (int i = 0; i < 10; i++) {
      shell.run(sh("sleep 0.01"));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aProgramWithoutInputReadsNothing() throws Exception {
    assertThat(exited(Command.of("cat")).output().stdout()).isEmpty();
  }

  @Test
  void givesInputOfAnySize() throws Exception {
    assertThat(exited(Command.of("cat").reading(Secret.of("word"))).output().stdout())
        .isEqualTo("word");
    Command large = Command.of("wc", "-c").reading(Secret.of(new byte[300_000]));
    assertThat(exited(large).output().stdout().strip()).isEqualTo("300000");
  }

  @Test
  void aProgramNeedNotReadItsInput() throws Exception {
    assertThat(exited(sh("exit 0").reading(Secret.of(new byte[300_000]))).code()).isZero();
    assertThat(exited(sh("exit 0").reading(Secret.of("word"))).code()).isZero();
  }

  @Test
  void addsToTheEnvironment() throws Exception {
    Command command =
        sh("echo $A $AZURE_GUEST_AGENT_PARENT_PROCESS_NAME ${PATH:+path}").with(Map.of("A", "b c"));
    assertThat(exited(command).output().stdout()).isEqualTo("b c AZURE_GUEST_AGENT path\n");
  }

  @Test
  void runsInItsDirectory() throws Exception {
    Command command = Command.of("pwd").in(folder);
    assertThat(exited(command).output().stdout().strip()).isEqualTo(folder.toString());
  }

  @Test
  void aRelativeProgramCountsFromItsDirectory() throws Exception {
    Path script = Files.createDirectories(folder.resolve("bin")).resolve("x");
    Files.writeString(script, "#!/bin/sh\necho here\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    assertThat(exited(Command.of("bin/x").in(folder)).output().stdout()).isEqualTo("here\n");
  }

  @Test
  void aProgramThatCannotStartIsAResult() throws Exception {
    assertThat(shell.run(Command.of("no-such-program-anywhere")))
        .isInstanceOfSatisfying(
            Result.NotStarted.class,
            result -> assertThat(result.why()).contains("no-such-program-anywhere"));
    assertThat(shell.run(Command.of("/etc/passwd"))).isInstanceOf(Result.NotStarted.class);
    assertThat(shell.run(Command.of("true").in(folder.resolve("missing"))))
        .isInstanceOf(Result.NotStarted.class);
    Path wrong = Files.writeString(folder.resolve("wrong"), "#!/no/such/interpreter\n");
    assertThat(wrong.toFile().setExecutable(true)).isTrue();
    assertThat(shell.run(Command.of(wrong.toString()))).isInstanceOf(Result.NotStarted.class);
  }

  @Test
  void noResultShowsTheInput() throws Exception {
    Result result = shell.run(Command.of("no-such-program").reading(Secret.of("pass" + "word")));
    assertThat(result.toString()).doesNotContain("password");
  }

  @Test
  void killsTheWholeGroupAtTheDeadline() throws Exception {
    Command command =
        sh("sleep 300 & echo $!; (sleep 300 & echo $!; wait) & sleep 300")
            .within(Duration.ofMillis(1200));
    Result result = shell.run(command);
    assertThat(result).isInstanceOf(Result.TimedOut.class);
    assertThat(result.output().stdout().lines()).hasSize(2);
    for (String pid : result.output().stdout().split("\n")) {
      assertEnds(Long.parseLong(pid));
    }
  }

  @Test
  void killsAnotherGroupOfTheSameSession() throws Exception {
    Result result =
        shell.run(
            sh("set -m; sh -c 'sleep 300' & echo $!; sleep 300").within(Duration.ofMillis(1200)));
    assertThat(result).isInstanceOf(Result.TimedOut.class);
    assertEnds(Long.parseLong(result.output().stdout().strip()));
  }

  @Test
  void doesNotWaitForWhatWasLeftBehind() throws Exception {
    Result.Exited result = exited(sh("setsid sleep 300 & echo $!"));
    assertThat(result.took()).isLessThan(Duration.ofSeconds(50));
    Processes.kill(Long.parseLong(result.output().stdout().strip()));
  }

  @Test
  void keepsHeadAndTailOfALongOutput() throws Exception {
    Result.Exited result =
        exited(sh("echo first; yes 0123456789 | head -c 1000000; echo; echo last >&1"));
    String text = result.output().stdout();
    assertThat(text).startsWith("first\n0123456789\n").endsWith("last\n");
    assertThat(text).contains("[... " + (1_000_012 - 2 * 65536) + " bytes left out ...]");
    assertThat(text.length()).isLessThan(2 * 65536 + 100);
  }

  @Test
  void keepsAnOutputThatJustFits() throws Exception {
    String text = exited(sh("yes 0123456789 | head -c 131072")).output().stdout();
    assertThat(text).hasSize(131072).doesNotContain("left out");
  }

  @Test
  void takesBothStreamsAtOnce() throws Exception {
    Result.Exited result =
        exited(sh("yes a | head -c 300000 >&2; yes b | head -c 300000; yes a | head -c 9 >&2"));
    assertThat(result.output().stdout()).contains("left out");
    assertThat(result.output().stderr()).contains("left out");
  }

  @Test
  void showsBytesThatAreNoTextAsEscapes() throws Exception {
    assertThat(exited(sh("printf 'a\\377\\303\\274\\300b'")).output().stdout())
        .isEqualTo("a\\xffü\\xc0b");
  }

  @Test
  void anInterruptKillsTheGroup() throws Exception {
    Path pid = folder.resolve("pid");
    Thread caller = Thread.currentThread();
    Thread interrupter =
        new Thread(
            () -> {
              Processes.awaitFile(pid);
              caller.interrupt();
            });
    interrupter.start();
    assertThatThrownBy(() -> shell.run(sh("sleep 300 & echo $! >pid; wait").in(folder)))
        .isInstanceOf(InterruptedException.class);
    assertEnds(Long.parseLong(Files.readString(pid).strip()));
    interrupter.join();
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    shell.run(Command.of("cat").reading(Secret.of(new byte[300_000])));
    shell.run(sh("sleep 300").within(Duration.ofMillis(50)));
    for (int i = 0; i < 100 && Processes.ownThreads() > 0; i++) {
      Thread.sleep(20);
    }
    assertThat(Processes.ownThreads()).isZero();
  }

  @Test
  void findsPrograms() {
    assertThat(shell.find("sh")).hasValueSatisfying(path -> assertThat(path).isExecutable());
    assertThat(shell.find("no-such-program-anywhere")).isEmpty();
    assertThat(shell.find("/bin/sh")).contains(Path.of("/bin/sh"));
    assertThat(shell.find("/etc")).isEmpty();
  }
}
