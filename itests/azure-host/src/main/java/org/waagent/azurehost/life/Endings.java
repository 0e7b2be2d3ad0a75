// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.NotInTime;

/** Disabling and uninstalling, and what is left then. */
final class Endings {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int MOST_TOLD = 10;

  private final Stage stage;
  private final Wish wish;

  Endings(Stage stage, Wish wish) {
    this.stage = stage;
    this.wish = wish;
  }

  void disable(Edition edition, int sequence) {
    int from = begin("disable");
    stage.host().publish(GoalState.of(wish.disabled(edition.version(), sequence)));
    boolean done = awaitEnd("disable", edition, from);
    finish(Rule.DISABLE, edition, "disable", done, from);
    if (done && !Watch.until(GRACE, () -> stage.place().processes().isEmpty())) {
      stage
          .verdict()
          .warn(
              Rule.DISABLE,
              "still running when disabled: " + stage.place().processes(),
              "end in disable what enable started");
    }
  }

  void uninstall(Edition edition, int sequence) {
    int from = begin("uninstall");
    stage.host().publish(GoalState.of(wish.uninstalled(edition.version(), sequence)));
    boolean done =
        awaitEnd("uninstall", edition, from)
            && Watch.until(GRACE.multipliedBy(4), () -> !Files.exists(stage.folder(edition)));
    try {
      stage.host().awaitStatus(s -> !s.handler(edition.name()).isPresent(), GRACE.multipliedBy(4));
      stage.transcript().line("reported", "nothing more");
    } catch (NotInTime e) {
      done = false;
      stage.transcript().line("reported", "still there");
    }
    finish(Rule.UNINSTALL, edition, "uninstall", done, from);
    left();
  }

  private int begin(String title) {
    stage.transcript().step(title);
    return stage.trace().all().size();
  }

  private boolean awaitEnd(String command, Edition edition, int from) {
    if (edition.manifest().line(command).isEmpty()) {
      return true;
    }
    return Watch.until(
        stage.options().patience(),
        () ->
            stage.trace().from(from).stream()
                .anyMatch(run -> run.name().equals(command) && run.hasEnded()));
  }

  private void finish(Rule rule, Edition edition, String command, boolean done, int from) {
    List<CommandRun> runs = stage.trace().from(from);
    stage.transcript().commands(runs);
    new CommandRules(stage.verdict()).look(runs);
    stage.verdict().tried(rule);
    boolean failed = runs.stream().anyMatch(r -> r.name().equals(command) && r.hasFailed());
    if (!done || failed) {
      stage
          .verdict()
          .fail(
              rule,
              command + " of " + edition.version() + (failed ? " failed" : " did not end in time"),
              "end with 0 also when there is nothing to do");
    }
    stage.transcript().end();
  }

  private void left() {
    stage.verdict().tried(Rule.PROCESSES);
    if (!Watch.until(GRACE, () -> stage.place().processes().isEmpty())) {
      List<Running> processes = stage.place().processes();
      processes.forEach(each -> stage.transcript().line("left", "process " + each));
      stage
          .verdict()
          .fail(
              Rule.PROCESSES,
              "left after uninstall: " + processes,
              "end in disable or uninstall what the other commands started");
    }
    if (!stage.place().weakness().isEmpty()) {
      stage.verdict().skip(Rule.FILES_OUTSIDE, "nobody can tell without a machine of its own");
      return;
    }
    stage.verdict().tried(Rule.FILES_OUTSIDE);
    List<String> changed = stage.place().changedOutside();
    changed.forEach(each -> stage.transcript().line("left", each));
    if (!changed.isEmpty()) {
      List<String> some = changed.subList(0, Math.min(MOST_TOLD, changed.size()));
      stage
          .verdict()
          .warn(
              Rule.FILES_OUTSIDE,
              changed.size() + " files: " + some,
              "take back in uninstall what does not belong to the user");
    }
  }
}
