// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.ExtensionPackage;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Route;

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
  private KillScene scene;

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
    return scene.host();
  }

  List<String> life() {
    return scene.life();
  }

  boolean isUnpacking() {
    Path lib = scene.agent().lib();
    Path work = lib.resolve("state/extension-handler/unpack/" + FULL);
    return Files.exists(work) || Files.exists(lib.resolve(FULL + "/bin"));
  }

  /** Whether success was reported after so many statuses. */
  boolean isReported(long after) {
    return scene.statuses(after).stream()
        .anyMatch(s -> s.handler(NAME).hasSucceeded(0) && s.goalStateSucceeded());
  }

  /** Runs it. */
  List<String> problems() throws IOException {
    List<String> problems = new ArrayList<>();
    scene = new KillScene();
    scene.attempt(() -> run(problems), problems);
    return problems.stream().map(problem -> this + ": " + problem).toList();
  }

  private void run(List<String> problems) throws IOException {
    scene.host().fault(Route.PACKAGE, Fault.slow(DOWNLOAD_BYTES_PER_SECOND));
    scene.host().publish(GoalState.of(extension()));
    scene.agent().start();
    await();
    scene.agent().kill();
    if (cut) {
      Survivors.kill(scene.root());
    }
    scene.note(cut ? "cut" : "kill");
    long reported = scene.host().statusCount();
    scene.agent().start();
    Pause.until("success is reported", Scene.PATIENCE, () -> isReported(reported));
    scene.agent().stop();
    scene.note("want install");
    scene.note("want enable");
    problems.addAll(Life.problems(life()));
    problems.addAll(new Remains(scene.agent().lib()).ofInstalled());
  }

  private Extension extension() {
    ShellHandler handler =
        ShellHandler.named(NAME, scene.trace()).on("install", work()).on("enable", work());
    Map<String, String> files = new HashMap<>(handler.files());
    Random random = new Random(1);
    for (int i = 0; i < FILLERS; i++) {
      byte[] noise = new byte[FILLER_BYTES];
      random.nextBytes(noise);
      files.put("filler/" + i, HexFormat.of().formatHex(noise));
    }
    return handler.extension(ExtensionPackage.files(files)).settings("{}");
  }

  private String work() {
    return scene.noting("$1 begin") + "; sleep " + WORK + "; " + scene.noting("$1 end");
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

  @Override
  public String toString() {
    return (cut ? "cut " : "killed ") + delayMillis + " ms after " + moment + " in " + scene.root();
  }
}
