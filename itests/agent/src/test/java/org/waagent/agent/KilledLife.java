// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.waagent.azurehost.StatusDocument;

/** A whole life of {@link Five} whose agent is killed and started again all the while. */
final class KilledLife {
  private static final int START_MILLIS = 1500;
  private static final int COMMAND_MILLIS = 200;

  /** A command that was started when the agent was killed has noted so by then. */
  private static final Duration BREATH = Duration.ofMillis(600);

  private final int kills;
  private final Random random;
  private KillScene scene;
  private Five five;
  private int killed;

  /**
   * @param kills how often it is killed in each part of the life
   * @param seed of the instants
   */
  KilledLife(int kills, long seed) {
    this.kills = kills;
    this.random = new Random(seed);
  }

  /** Lives it, and tells what was wrong. */
  List<String> problems() throws IOException {
    List<String> problems = new ArrayList<>();
    scene = new KillScene();
    five = new Five(scene);
    scene.attempt(() -> live(problems), problems);
    return problems.stream().map(problem -> scene.root() + ": " + problem).toList();
  }

  int killed() {
    return killed;
  }

  private void live(List<String> problems) throws IOException {
    scene.agent().start();
    scene.host().awaitStatus(s -> true, Scene.PATIENCE);
    for (Five.Part part : Five.Part.values()) {
      scene.note("publish");
      String before = told(scene.host().lastStatus());
      long since = scene.host().statusCount();
      int from = scene.life().size();
      scene.host().publish(five.goal(part));
      for (int i = 0; i < kills; i++) {
        await(part, from, since, before);
        before = told(scene.host().lastStatus());
        kill();
        since = scene.host().statusCount();
        from = scene.life().size();
        scene.agent().start();
      }
      settle(part, since, before, problems);
    }
    scene.agent().stop();
    Pause.until("the work in the background ends", Scene.PATIENCE, () -> !isWorking());
    problems.addAll(Five.problems(scene.life()));
    problems.addAll(new Remains(scene.agent().lib()).ofNothing());
  }

  /** Waits until some of a part's commands were run, and then some more. */
  private void await(Five.Part part, int from, long since, String before) {
    int lines = random.nextInt(part.lines() / 2);
    int delay = random.nextInt(lines == 0 ? START_MILLIS : COMMAND_MILLIS);
    Pause.until(
        lines + " lines more in " + part,
        Scene.PATIENCE,
        () -> scene.life().size() >= from + lines || isSettled(part, since, before));
    Pause.of(Duration.ofMillis(delay));
  }

  private void kill() {
    scene.agent().kill();
    Pause.of(BREATH);
    scene.note("kill");
    killed++;
  }

  private void settle(Five.Part part, long since, String before, List<String> problems)
      throws IOException {
    Pause.until(part + " is reached", Scene.PATIENCE, () -> isSettled(part, since, before));
    five.wanted(part).forEach(deed -> scene.note("want " + deed));
    if (part != Five.Part.UNINSTALL) {
      String message = scene.host().lastStatus().orElseThrow().handler(Five.FAIL).message();
      String last = Files.readString(scene.agent().lib().resolve("failed")).strip();
      if (!message.contains("Non-zero exit code: 3") || !message.contains(last)) {
        problems.add("the last install failed as '" + last + "', but told is: " + message);
      }
    }
  }

  /** Whether this start of the agent has done what a part wants. */
  private boolean isSettled(Five.Part part, long since, String before) {
    return scene.statuses(since).stream()
        .anyMatch(s -> !told(Optional.of(s)).equals(before) && five.isReached(part, s));
  }

  /** Which goal state a status tells of as done, and when that was told first. */
  private static String told(Optional<StatusDocument> status) {
    return status
        .map(s -> s.json().getAsJsonObject("aggregateStatus"))
        .map(s -> s.getAsJsonObject("vmArtifactsAggregateStatus"))
        .map(JsonObject::toString)
        .orElse("");
  }

  private boolean isWorking() {
    List<String> life = scene.life();
    return life.stream().filter(l -> l.startsWith("work begin")).count()
        != life.stream().filter(l -> l.startsWith("work end")).count();
  }
}
