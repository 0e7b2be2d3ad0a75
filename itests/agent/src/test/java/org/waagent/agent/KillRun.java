// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.ExtensionPackage;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Route;
import org.waagent.azurehost.StatusDocument;

/** One agent that is killed at one instant and started again, and what is wrong afterwards. */
final class KillRun {
  static final String NAME = "Test.Kill";
  static final String FULL = NAME + "-1.0.0";
  static final int FILLERS = 40;

  private static final int FILLER_BYTES = 1500;
  private static final int DOWNLOAD_BYTES_PER_SECOND = 150_000;
  private static final long LOOK_NANOS = 500_000;
  private static final String WORK = "0.3";

  private final Moment moment;
  private final long delayMillis;
  private final boolean cut;
  private AzureHost host;
  private Agent agent;
  private Trace trace;
  private Path root;

  /**
   * @param moment when it is killed
   * @param delayMillis how long after that
   * @param cut whether the handler's command is killed with it
   */
  KillRun(Moment moment, long delayMillis, boolean cut) {
    this.moment = moment;
    this.delayMillis = delayMillis;
    this.cut = cut;
  }

  AzureHost host() {
    return host;
  }

  /** What commands did so far, and what the test did between. */
  List<String> life() {
    return trace.text("life").lines().toList();
  }

  boolean isUnpacking() {
    Path work = agent.lib().resolve("state/extension-handler/unpack/" + FULL);
    return Files.exists(work) || Files.exists(agent.lib().resolve(FULL + "/bin"));
  }

  /** Whether success was reported after so many statuses. */
  boolean isReported(int after) {
    List<StatusDocument> all = host.statuses();
    return all.subList(Math.min(after, all.size()), all.size()).stream()
        .anyMatch(s -> s.handler(NAME).hasSucceeded(0) && s.goalStateSucceeded());
  }

  /** Runs it. */
  List<String> problems() throws IOException {
    root = Files.createTempDirectory("waagent-kill");
    host = AzureHost.start();
    trace = new Trace(root.resolve("trace"));
    List<String> lines = new ArrayList<>(host.confLines());
    lines.add("Extensions.GoalStatePeriod=1");
    agent = Agent.in(Scene.installation(), root.resolve("agent"), lines);
    List<String> problems = new ArrayList<>();
    try {
      run(problems);
    } catch (AssertionError e) {
      problems.add(e.getMessage() + "; " + agent.state());
    } finally {
      agent.close();
      Survivors.kill(root);
      host.close();
    }
    if (problems.isEmpty()) {
      Scene.delete(root);
      return problems;
    }
    return problems.stream().map(problem -> this + ": " + problem).toList();
  }

  private void run(List<String> problems) throws IOException {
    host.fault(Route.PACKAGE, Fault.slow(DOWNLOAD_BYTES_PER_SECOND));
    host.publish(GoalState.of(extension()));
    agent.start();
    await();
    agent.kill();
    if (cut) {
      Survivors.kill(root);
    }
    note(cut ? "cut" : "kill");
    int reported = host.statuses().size();
    agent.start();
    Pause.until("success is reported", Scene.PATIENCE, () -> isReported(reported));
    agent.stop();
    problems.addAll(Life.problems(life()));
    problems.addAll(new Remains(agent.lib()).problems());
  }

  private org.waagent.azurehost.Extension extension() {
    ShellHandler handler =
        ShellHandler.named(NAME, trace).on("install", work()).on("enable", work());
    Map<String, String> files = new HashMap<>(handler.files());
    Random random = new Random(1);
    for (int i = 0; i < FILLERS; i++) {
      byte[] noise = new byte[FILLER_BYTES];
      random.nextBytes(noise);
      files.put("filler/" + i, java.util.HexFormat.of().formatHex(noise));
    }
    return handler.extension(ExtensionPackage.files(files)).settings("{}");
  }

  private String work() {
    String life = "\"" + trace.folder() + "/life\"";
    return "echo \"$1 begin\" >> %s; sleep %s; echo \"$1 end\" >> %s".formatted(life, WORK, life);
  }

  private void await() {
    long end = System.nanoTime() + Scene.PATIENCE.toNanos();
    while (!moment.came(this)) {
      if (System.nanoTime() > end) {
        throw new AssertionError(moment + " did not come");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    Pause.of(Duration.ofMillis(delayMillis));
  }

  private void note(String what) throws IOException {
    Files.writeString(
        trace.folder().resolve("life"),
        what + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  @Override
  public String toString() {
    return (cut ? "cut " : "killed ") + delayMillis + " ms after " + moment + " in " + root;
  }
}
