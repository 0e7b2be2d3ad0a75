// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.os.Recorded;
import org.waagent.os.RecordedCommand;
import org.waagent.os.ResourceControl.Support;
import org.waagent.os.Result;
import org.waagent.os.Scope;
import org.waagent.os.Shell;

/** All that holds for recorded commands holds in a scope. */
@Tag("V15")
class ScopedRecorderTest extends RecordedContract {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Scope SCOPE = new Scope("enable_1", "azure-vmextensions-Acme.Hello.slice");

  @TempDir private Path root;
  private FakeSystemd systemd;

  @Override
  TestMachine machine() {
    return TestMachine.at(root);
  }

  @Override
  Shell shell(TestMachine machine) throws IOException {
    systemd = new FakeSystemd(root);
    return systemd.shell();
  }

  @Override
  Optional<Scope> scope() {
    return Optional.of(SCOPE);
  }

  private Recorded start(String line) throws IOException {
    return systemd
        .shell()
        .start(
            new RecordedCommand(
                line, Map.of("A", "b  c"), Path.of("/work"), Path.of("/records/one"), scope()));
  }

  private static void assertExited(Result result, int code, String stdout) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Result.Exited.class,
            exited -> {
              assertThat(exited.output().stdout()).isEqualTo(stdout);
              assertThat(exited.output().stderr()).isEmpty();
              assertThat(exited.code()).isEqualTo(code);
            });
  }

  @Test
  void asksForTheScopeAndKeepsProcessEnvironmentAndFolder() throws Exception {
    Recorded one = start("echo \"$A $(pwd)\"; exit 3");
    assertExited(one.await(LONG), 3, "b  c " + root.resolve("work") + "\n");
    assertThat(root.resolve("records/one/pid"))
        .content()
        .startsWith(Long.toString(one.pid()) + " ");
    assertThat(systemd.calls("ran"))
        .singleElement()
        .asString()
        .isEqualTo(
            "--scope --quiet --collect --unit=enable_1"
                + " --slice=azure-vmextensions-Acme.Hello.slice"
                + " --description=enable_1 -p CPUAccounting=yes -p MemoryAccounting=yes ");
  }

  @Test
  void runsWithoutAScopeAtOnceWhereSystemdRefuses() throws Exception {
    systemd.put("run-does", "echo 'Failed to connect to bus' >&2; exit 1\n");
    Recorded one = start("echo ran >>ran; echo out; exit 4");
    assertExited(one.await(LONG), 4, "out\n");
    assertThat(one.isRunning()).isFalse();
    assertThat(root.resolve("work/ran")).hasContent("ran");
    assertThat(systemd.scopes().support())
        .isEqualTo(new Support.Refused("systemd-run made no scope: Failed to connect to bus"));
  }

  @Test
  void asksForNoScopeForAWhileAfterARefusal() throws Exception {
    systemd.put("run-does", "exit 1\n");
    start("true").await(LONG);
    assertExited(start("echo second").await(LONG), 0, "second\n");
    assertThat(systemd.calls("ran")).hasSize(1);
    systemd.put("run-does", "");
    systemd.later(Duration.ofMinutes(11));
    assertExited(start("echo third").await(LONG), 0, "third\n");
    assertThat(systemd.calls("ran")).hasSize(2);
    assertThat(systemd.scopes().support()).isEqualTo(new Support.Groups(2));
  }

  @Test
  void doesWithoutWhatAnOldSystemdDoesNotKnow() throws Exception {
    systemd.put(
        "run-does",
        "case $* in *--collect*) echo \"systemd-run: unrecognized option '--collect'\" >&2;"
            + " exit 1;; esac\n");
    assertExited(start("echo first").await(LONG), 0, "first\n");
    assertThat(systemd.scopes().support()).isEqualTo(new Support.Groups(2));
    assertExited(start("echo second").await(LONG), 0, "second\n");
    assertThat(systemd.calls("ran")).hasSize(2);
    assertThat(systemd.calls("ran").get(1)).doesNotContain("--collect");
  }

  /** The line has begun, so whatever became of the scope, it is not run again. */
  @Test
  void neverRunsALineASecondTime() throws Exception {
    assertExited(start("echo x >>ran; exit 1").await(LONG), 1, "");
    Recorded killed = start("echo x >>ran; sleep 300");
    Processes.awaitFile(root.resolve("records/one/pid"));
    killed.kill();
    assertThat(killed.await(LONG)).isInstanceOf(Result.Lost.class);
    assertThat(systemd.scopes().support()).isEqualTo(new Support.Groups(2));
    assertThat(Files.readString(root.resolve("work/ran"))).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void givesUpASystemdThatDoesNotAnswer() throws Exception {
    systemd.put("run-does", "echo $$ >>'" + root + "/hanging'; while :; do sleep 1; done\n");
    Recorded one = start("echo x >>ran; echo done");
    assertThat(one.await(Duration.ofMillis(50))).isInstanceOf(Result.TimedOut.class);
    assertThat(one.isRunning()).isTrue();
    assertExited(one.await(Duration.ofSeconds(90)), 0, "done\n");
    assertThat(root.resolve("work/ran")).hasContent("x");
    long hanging = Long.parseLong(Files.readString(root.resolve("hanging")).strip());
    ShellContract.assertEnds(hanging);
    assertThat(systemd.scopes().support())
        .isEqualTo(new Support.Refused("systemd-run made no scope: no answer within 10 s"));
  }

  @Test
  void aTimeLimitCountsAlsoWhileSystemdHangs() throws Exception {
    systemd.put("run-does", "while :; do sleep 1; done\n");
    Recorded one = start("echo x >ran");
    assertThat(one.await(Duration.ofMillis(300)))
        .isInstanceOfSatisfying(
            Result.TimedOut.class,
            late -> assertThat(late.limit()).isEqualTo(Duration.ofMillis(300)));
    one.kill();
    ShellContract.assertEnds(one.pid());
    assertThat(one.isRunning()).isFalse();
    assertThat(root.resolve("work/ran")).doesNotExist();
  }

  /** The ticket is gone before the slow one is given up, so only one of both ever runs. */
  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void aScopeThatComesTooLateRunsNothing() throws Exception {
    systemd.put(
        "run-does", "trap '' TERM; while ! [ -e '" + root + "/come' ]; do sleep 0.1; done\n");
    Recorded one = start("echo x >>ran");
    Recorded adopted = systemd.shell().adopt(Path.of("/records/one")).orElse(null);
    assertThat(adopted).as("nothing began yet").isNull();
    Files.writeString(root.resolve("come"), "");
    Result result = one.await(Duration.ofSeconds(60));
    // Another agent took the ticket away: nothing was run, and it was not tried again behind it.
    assertThat(result.isSuccess()).isFalse();
    assertThat(root.resolve("work/ran")).doesNotExist();
  }

  @Test
  @Tag("D31")
  void leavesADaemonAloneAndDoesNotWaitForIt() throws Exception {
    Recorded one = start("setsid sleep 300 & echo $!");
    Result result = one.await(LONG);
    long daemon = Long.parseLong(result.output().stdout().strip());
    one.kill();
    assertThat(Processes.isAlive(daemon)).isTrue();
    Processes.kill(daemon);
  }

  @Test
  void anotherAgentFindsAndKillsWhatRunsInAScope() throws Exception {
    Process agent =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                    StartAndStay.class.getName(),
                    root.toString(),
                    "echo x >begun; while ! [ -e go ]; do sleep 0.05; done; exit 9",
                    "scoped"))
            .redirectErrorStream(true)
            .start();
    try (BufferedReader reader = agent.inputReader()) {
      assertThat(reader.readLine()).isEqualTo("started");
    }
    Processes.awaitFile(root.resolve("work/begun"));
    agent.destroyForcibly().waitFor();
    assertThat(systemd.calls("ran")).hasSize(1);
    Recorded one = systemd.shell().adopt(Path.of("/records/one")).orElseThrow();
    assertThat(one.isRunning()).isTrue();
    Files.writeString(root.resolve("work/go"), "");
    assertExited(one.await(LONG), 9, "");
  }
}
