// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.waagent.agent.Pause;
import org.waagent.agent.ShellHandler;
import org.waagent.azurehost.GoalState;

/** Updates of one agent that are killed at some instant, and what is wrong afterwards. */
final class KilledUpdate {
  private static final String NAME = "Test.Killed";

  private final List<Double> instants;
  private final boolean staged;
  private final List<String> problems = new ArrayList<>();
  private UpdateScene scene;

  /**
   * @param instants when the agent is killed in each update, in parts of the time that one takes
   * @param staged whether they are updates that take a restart
   */
  KilledUpdate(List<Double> instants, boolean staged) {
    this.instants = List.copyOf(instants);
    this.staged = staged;
  }

  List<String> problems() throws Exception {
    scene = new UpdateScene("AutoUpdate.WatchSeconds=10").open();
    try {
      run();
    } catch (AssertionError | RuntimeException e) {
      problems.add(e.getMessage() + "; " + scene.agent().state() + scene.features().describe());
    } finally {
      scene.close();
    }
    if (problems.isEmpty()) {
      Remnants.delete(scene.folder());
    } else {
      Remnants.deleteUnlessKept(scene.folder());
    }
    return problems.stream().map(problem -> this + ": " + problem).toList();
  }

  private void run() throws Exception {
    ShellHandler handler = scene.handler(NAME);
    scene.started();
    scene.host().publish(GoalState.of(handler.extension().settings("{}")));
    scene.awaitSuccess(NAME, 0);
    long begin = System.nanoTime();
    scene.install(edition(1)).isGood();
    long whole = System.nanoTime() - begin;
    int kills = 0;
    for (double instant : instants) {
      kills++;
      kill(edition(kills + 1), Duration.ofNanos((long) (instant * whole)));
      restart(kills);
    }
    judge(handler.fullName(), kills);
  }

  private Edition edition(int number) throws IOException {
    String[] artifacts = staged ? new String[] {"api", "telemetry"} : Ours.all();
    return scene.workshop().next("3.0." + number, artifacts);
  }

  /** A set that takes a restart may make one more of them, and each start enables once. */
  private void judge(String handler, int starts) {
    List<String> commands = scene.trace().commands();
    List<String> expected = new ArrayList<>(List.of(handler + " install 0"));
    while (expected.size() < (staged ? commands.size() : starts + 2)) {
      expected.add(handler + " enable 0");
    }
    if (!commands.equals(expected)) {
      problems.add("not one install and an enable for each start: " + commands);
    }
  }

  private void kill(Edition edition, Duration delay) throws Exception {
    String archive = scene.workshop().pack(edition).toString();
    Thread request =
        new Thread(() -> scene.agent().run("features", "install", archive, "--yes"), "request");
    request.start();
    Pause.of(delay);
    Remnants.kill(scene.folder().resolve("agent"));
    request.join();
  }

  /** Starts it: it reports, runs a whole committed set, and has no update under way for long. */
  private void restart(int number) throws IOException {
    long statuses = scene.host().statusCount();
    int commands = scene.trace().commands().size();
    scene.agent().start();
    Pause.until(
        "a status after kill " + number,
        UpdateScene.PATIENCE,
        () -> scene.host().statusCount() > statuses);
    Pause.until(
        "the update ends or is forgotten after kill " + number,
        UpdateScene.PATIENCE,
        () -> !scene.features().isBusy());
    scene.runsCommitted();
    problems.addAll(scene.features().problems());
    Pause.until(
        "an enable after kill " + number,
        UpdateScene.PATIENCE,
        () -> scene.trace().commands().size() > commands);
  }

  @Override
  public String toString() {
    return (staged ? "staged" : "swapped") + " and killed at " + instants;
  }
}
