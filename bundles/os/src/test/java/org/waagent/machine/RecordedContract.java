// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.Recorded;
import org.waagent.os.RecordedCommand;
import org.waagent.os.Result;
import org.waagent.os.Scope;
import org.waagent.os.Shell;

/** What every implementation of {@link Shell#start} and {@link Shell#adopt} does. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class RecordedContract {
  private static final Duration LONG = Duration.ofSeconds(20);

  private static final String UNTIL_GO = "while ! [ -e go ]; do sleep 0.02; done; ";

  private final Path record = Path.of("/records/one");
  private final Path folder = Path.of("/work");
  private Files files;
  private Shell shell;

  /** A machine of its own. */
  abstract TestMachine machine();

  Shell shell(TestMachine machine) throws IOException {
    return machine.shell();
  }

  /** What the commands are to run in. */
  Optional<Scope> scope() {
    return Optional.empty();
  }

  @BeforeEach
  void takeMachine() throws IOException {
    TestMachine machine = machine();
    files = machine.files();
    shell = shell(machine);
    files.makeFolder(folder, Mode.PUBLIC_FOLDER);
  }

  private Recorded start(String line) throws IOException {
    return shell.start(new RecordedCommand(line, Map.of(), folder, record, scope()));
  }

  private void go() throws IOException {
    files.write(folder.resolve("go"), new byte[0], Mode.PUBLIC);
  }

  private Recorded adopt() throws IOException {
    return shell.adopt(record).orElseThrow();
  }

  private void awaitFile(Path file) throws Exception {
    for (int i = 0; i < 500 && !files.exists(file); i++) {
      Thread.sleep(10);
    }
    assertThat(files.exists(file)).as("%s exists", file).isTrue();
  }

  private void put(String name, String text) throws IOException {
    files.makeFolder(record, Mode.OWNER_FOLDER);
    files.write(record.resolve(name), text.getBytes(UTF_8), Mode.OWNER_ONLY);
  }

  @Test
  void recordsHowItEnded() throws Exception {
    Recorded one = start("echo out; echo err >&2; sleep 0.1; exit 7");
    assertThat(one.isRunning()).isTrue();
    Result result = one.await(LONG);
    assertThat(result)
        .isInstanceOfSatisfying(
            Result.Exited.class,
            exited -> {
              assertThat(exited.code()).isEqualTo(7);
              assertThat(exited.output().stdout()).isEqualTo("out\n");
              assertThat(exited.output().stderr()).isEqualTo("err\n");
              assertThat(exited.took()).isBetween(Duration.ofMillis(90), LONG);
            });
    assertThat(one.isRunning()).isFalse();
    assertThat(files.list(record)).containsExactly("exit", "pid", "stderr", "stdout", "ticket");
    assertThat(files.readText(record.resolve("exit"), 9)).isEqualTo("7\n");
  }

  @Test
  void runsInItsDirectoryWithItsEnvironmentWinning() throws Exception {
    Recorded one =
        shell.start(
            new RecordedCommand(
                "echo \"$HOME|$A|$AZURE_GUEST_AGENT_PARENT_PROCESS_NAME\"; echo x >made; cat",
                Map.of("HOME", "/other", "A", "b  c"),
                folder,
                record,
                scope()));
    assertThat(one.await(LONG).output().stdout()).isEqualTo("/other|b  c|AZURE_GUEST_AGENT\n");
    assertThat(files.readText(folder.resolve("made"), 9)).isEqualTo("x\n");
  }

  @Test
  void worksWithAnyPath() throws Exception {
    Recorded one =
        shell.start(
            new RecordedCommand("echo $PATH", Map.of("PATH", "/nowhere"), folder, record, scope()));
    assertThat(one.await(LONG).output().stdout()).isEqualTo("/nowhere\n");
  }

  @Test
  void theLineSeesNoTraceOfTheRecorder() throws Exception {
    Recorded one = start("echo \"$#|$1|$r|$l|$s|$b\"; trap");
    assertThat(one.await(LONG).output().stdout()).isEqualTo("0|||||\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"#!/bin/sh\n", ""})
  void runsAProgramWithItsWords(String first) throws Exception {
    byte[] program = (first + "echo \"$0|$#|$*\"; trap; exit 3").getBytes(UTF_8);
    files.write(folder.resolve("program"), program, new Mode(0755));
    Result.Exited ended = (Result.Exited) start("./program a  b,c:/d").await(LONG);
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.output().stdout()).isEqualTo("./program|2|a b,c:/d\n");
  }

  @Test
  void tellsOfAProgramThatCannotBeStarted() throws Exception {
    files.write(folder.resolve("text"), "no program".getBytes(UTF_8), Mode.PUBLIC);
    Result.Exited missing = (Result.Exited) start("./none").await(LONG);
    assertThat(missing.code()).isEqualTo(127);
    assertThat(missing.output().stderr()).contains("./none").contains("not found");
    Result.Exited text = (Result.Exited) start("./text word").await(LONG);
    assertThat(text.code()).isEqualTo(126);
    assertThat(text.output().stderr()).contains("./text");
  }

  @Test
  void goesOnWhenPatienceEnds() throws Exception {
    Recorded one = start("echo begun; echo x >begun; " + UNTIL_GO + "echo done");
    awaitFile(folder.resolve("begun"));
    Result early = one.await(Duration.ofMillis(100));
    assertThat(early).isEqualTo(new Result.TimedOut(Duration.ofMillis(100), early.output()));
    assertThat(early.output().stdout()).isEqualTo("begun\n");
    assertThat(one.isRunning()).isTrue();
    go();
    assertThat(one.await(LONG).output().stdout()).isEqualTo("begun\ndone\n");
  }

  @Test
  void doesNotWaitForWhatItLeftBehind() throws Exception {
    Recorded one = start("sleep 20 & echo $!");
    Result result = one.await(Duration.ofSeconds(10));
    assertThat(result.isSuccess()).isTrue();
    Processes.kill(Long.parseLong(result.output().stdout().strip()));
  }

  @Test
  void killsTheWholeGroup() throws Exception {
    Recorded one = start("sleep 300 & echo $! >child; wait");
    awaitFile(folder.resolve("child"));
    Recorded other = adopt();
    assertThat(other.pid()).isEqualTo(one.pid());
    other.kill();
    assertThat(one.await(LONG)).isInstanceOf(Result.Lost.class);
    assertThat(other.await(LONG)).isInstanceOf(Result.Lost.class);
    ShellContract.assertEnds(Long.parseLong(files.readText(folder.resolve("child"), 20).strip()));
    one.kill();
    other.kill();
  }

  @Test
  void recordsTheEndOfALineThatSignalsItsOwnGroup() throws Exception {
    Result result = start("kill -TERM 0; sleep 5").await(LONG);
    assertThat(result)
        .isInstanceOfSatisfying(
            Result.Exited.class, exited -> assertThat(exited.code()).isEqualTo(128 + 15));
  }

  @Test
  void anAdoptedCommandIsWaitedFor() throws Exception {
    start("echo x >begun; " + UNTIL_GO + "exit 4");
    awaitFile(folder.resolve("begun"));
    Recorded one = adopt();
    assertThat(one.isRunning()).isTrue();
    assertThat(one.await(Duration.ofMillis(50))).isInstanceOf(Result.TimedOut.class);
    assertThat(Duration.between(one.started(), Instant.now()).abs()).isLessThan(LONG);
    Thread later =
        new Thread(
            () -> {
              try {
                Thread.sleep(200);
                go();
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    later.start();
    long start = System.nanoTime();
    assertThat(one.await(LONG))
        .isInstanceOfSatisfying(
            Result.Exited.class, exited -> assertThat(exited.code()).isEqualTo(4));
    // Well before it would be looked for: the exit file told of the end.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    assertThat(one.isRunning()).isFalse();
    later.join();
  }

  @Test
  void readsWhatEndedLongAgo() throws Exception {
    start("echo out; exit 5").await(LONG);
    assertThat(adopt().await(Duration.ofMillis(1)))
        .isInstanceOfSatisfying(
            Result.Exited.class,
            exited -> {
              assertThat(exited.code()).isEqualTo(5);
              assertThat(exited.output().stdout()).isEqualTo("out\n");
            });
  }

  @Test
  void thereIsNothingToAdoptWhereNothingWasRecorded() throws Exception {
    assertThat(shell.adopt(record)).isEmpty();
    put("pid", "");
    assertThat(shell.adopt(record)).isEmpty();
    put("pid", "12");
    assertThat(shell.adopt(record)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rubbish\n", "-1\n", "12 boot\n", "999999999999999999999 a b\n", "\0\0\n"})
  void aPidFileThatIsNoneIsNothingToAdopt(String text) throws Exception {
    put("pid", text);
    assertThat(shell.adopt(record)).isEmpty();
    assertThat(start("exit 3").await(LONG)).isInstanceOf(Result.Exited.class);
  }

  @Test
  void aPidFileThatIsHugeOrAFolderIsNothingToAdopt() throws Exception {
    put("pid", "1 b c".repeat(10_000) + "\n");
    assertThat(shell.adopt(record)).isEmpty();
    files.delete(record.resolve("pid"));
    files.makeFolder(record.resolve("pid"), Mode.OWNER_FOLDER);
    assertThat(shell.adopt(record)).isEmpty();
  }

  @Test
  void anExitFileThatIsNoneLeavesTheCommandLost() throws Exception {
    start("exit 3").await(LONG);
    put("exit", "rubbish\n");
    assertThat(adopt().isRunning()).isFalse();
    assertThat(adopt().await(LONG)).isInstanceOf(Result.Lost.class);
  }

  @Test
  void aLivingStrangerWithTheNumberIsNeitherWaitedForNorTouched() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "300").start();
    try {
      put("pid", stranger.pid() + " 00000000-0000-0000-0000-000000000000 12345\n");
      long begin = System.nanoTime();
      assertThat(adopt().isRunning()).isFalse();
      assertThat(adopt().await(Duration.ofSeconds(60))).isInstanceOf(Result.Lost.class);
      adopt().kill();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONG);
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @Test
  void doesNotTrustAPidThatCameAgain() throws Exception {
    Recorded running = start("sleep 300");
    awaitFile(record.resolve("pid"));
    String pid = files.readText(record.resolve("pid"), 200);
    String[] words = pid.strip().split(" ");
    put("pid", words[0] + " " + words[1] + " 1\n");
    assertThat(adopt().isRunning()).isFalse();
    adopt().kill();
    assertThat(running.isRunning()).isTrue();
    assertThat(adopt().await(LONG)).isInstanceOf(Result.Lost.class);
    put("pid", words[0] + " another-boot " + words[2] + "\n");
    assertThat(adopt().isRunning()).isFalse();
    put("pid", pid);
    assertThat(adopt().isRunning()).isTrue();
    adopt().kill();
    assertThat(running.await(LONG)).isInstanceOf(Result.Lost.class);
  }

  @Test
  void keepsHeadAndTailOfALongOutput() throws Exception {
    Result result =
        start("echo first; yes 0123456789 | head -c 1000000; echo; echo last").await(LONG);
    assertThat(result.output().stdout())
        .startsWith("first\n0123456789\n")
        .endsWith("\nlast\n")
        .contains("[... " + (1_000_012 - 2 * 65536) + " bytes left out ...]");
  }

  @Test
  void startsAnewOverAnOlderRecord() throws Exception {
    start("echo old; exit 1").await(LONG);
    Result result = start("echo new").await(LONG);
    assertThat(result.isSuccess()).isTrue();
    assertThat(result.output().stdout()).isEqualTo("new\n");
  }

  @Test
  void forgets() throws Exception {
    Recorded one = start("true");
    one.await(LONG);
    one.forget();
    assertThat(files.exists(record)).isFalse();
    assertThat(shell.adopt(record)).isEmpty();
  }

  @Test
  void forgetsNothingThatIsNotItsOwn() throws Exception {
    put("notes", "x");
    Recorded one = start("true");
    one.await(LONG);
    one.forget();
    assertThat(files.list(record)).containsExactly("notes");
  }

  @Test
  void refusesAFolderThatIsNotThere() {
    assertThatThrownBy(
            () ->
                shell.start(
                    new RecordedCommand("true", Map.of(), Path.of("/missing"), record, scope())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/missing");
  }

  @Test
  void doesNotRunWhatItCannotRecord() throws Exception {
    files.makeFolder(record.resolve("pid/in-the-way"), Mode.PUBLIC_FOLDER);
    Result result;
    try {
      result = start("echo ran >ran").await(LONG);
    } catch (IOException e) {
      result = new Result.NotStarted(e.getMessage());
    }
    assertThat(result).isInstanceOf(Result.NotStarted.class);
    assertThat(files.exists(folder.resolve("ran"))).isFalse();
  }
}
