// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Waits for the end of what one goal state asked for. */
final class Awaiting {
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final Stage stage;
  private final Edition edition;
  private final int sequence;
  private final int from;
  private Instant quietSince;
  private boolean torn;

  /**
   * Prepares to wait.
   *
   * @param from how many commands there were before
   */
  Awaiting(Stage stage, Edition edition, int sequence, int from) {
    this.stage = stage;
    this.edition = edition;
    this.sequence = sequence;
    this.from = from;
  }

  Outcome end() {
    Instant limit = Instant.now().plus(stage.options().patience());
    Optional<Outcome> outcome = look();
    while (outcome.isEmpty() && Instant.now().isBefore(limit)) {
      Watch.pause();
      outcome = look();
    }
    if (torn && outcome.filter(o -> o != Outcome.MALFORMED).isPresent()) {
      stage
          .verdict()
          .warn(
              Rule.STATUS_FORM,
              stage.statusName(sequence) + " was there half written for a moment",
              "write it to another name first, then rename it");
    }
    return outcome.orElse(Outcome.LATE);
  }

  private Optional<Outcome> look() {
    List<CommandRun> runs = stage.trace().from(from);
    List<Running> processes = stage.place().processes();
    stage.secrets().processes(processes);
    Optional<StatusFile> file = stage.status(edition, sequence);
    torn |= file.isPresent() && file.get().tree().isEmpty();
    if (runs.stream().anyMatch(run -> run.hasFailed() && isFatal(run))) {
      return Optional.of(Outcome.COMMAND_FAILED);
    }
    if (!stage.place().agentRuns()) {
      return Optional.of(Outcome.AGENT_GONE);
    }
    boolean enabled = runs.stream().anyMatch(this::isOurEnable);
    if (!enabled) {
      return Optional.empty();
    }
    if (file.isPresent() && file.get().hasEnded()) {
      return Optional.of(file.get().isSuccess() ? Outcome.SUCCESS : Outcome.ENDED);
    }
    return isQuiet(processes) ? Optional.of(leftOver(file)) : Optional.empty();
  }

  /** What comes of it when nobody is left who could write more. */
  private static Outcome leftOver(Optional<StatusFile> file) {
    if (file.isEmpty()) {
      return Outcome.NO_STATUS;
    }
    return file.get().isTransitioning() ? Outcome.STUCK : Outcome.MALFORMED;
  }

  /** The new version's manifest says whether the old one may fail on its way out. */
  private boolean isFatal(CommandRun run) {
    boolean leaving = run.name().equals("disable") || run.name().equals("uninstall");
    return !leaving || !edition.manifest().is("continueOnUpdateFailure");
  }

  private boolean isOurEnable(CommandRun run) {
    return run.name().equals("enable")
        && run.version().equals(edition.version())
        && run.sequence().equals(Integer.toString(sequence))
        && run.hasEnded();
  }

  private boolean isQuiet(List<Running> processes) {
    if (!processes.isEmpty()) {
      quietSince = null;
      return false;
    }
    if (quietSince == null) {
      quietSince = Instant.now();
    }
    return Duration.between(quietSince, Instant.now()).compareTo(QUIET) > 0;
  }
}
