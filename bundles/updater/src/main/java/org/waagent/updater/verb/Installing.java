// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.waagent.plugin.Console;
import org.waagent.plugin.Outcome;
import org.waagent.updater.Origin;
import org.waagent.updater.State;
import org.waagent.updater.Step;
import org.waagent.updater.Updates;
import org.waagent.updater.archive.Feature;
import org.waagent.updater.archive.Finding;
import org.waagent.updater.archive.Verdict;
import org.waagent.updater.pin.Pins;

/** Changes the set of features, and tells how it goes until it is over. */
final class Installing {
  /** How often is looked for another step. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** More than any update takes; then it is left to itself. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Updates updates;
  private final Function<Path, Verdict> verify;
  private final Pins pins;
  private final InstantSource clock;

  Installing(Updates updates, Function<Path, Verdict> verify, Pins pins, InstantSource clock) {
    this.updates = updates;
    this.verify = verify;
    this.pins = pins;
    this.clock = clock;
  }

  /** Installs or updates from an archive. */
  int install(Path archive, boolean sure, Console console)
      throws IOException, InterruptedException {
    Verdict verdict = verify.apply(archive);
    if (verdict instanceof Verdict.Refused refused) {
      console.err(refused.toString());
      // Who looks later sees it as well.
      String what = String.valueOf(archive.getFileName());
      updates.refuse(what, Step.VERIFY, refused.toString(), Origin.COMMAND);
      return ExitCode.REFUSED;
    }
    Verdict.Sound sound = (Verdict.Sound) verdict;
    Feature feature = sound.archive().feature();
    describe(sound, console);
    Optional<String> against =
        pins.read().against(feature.name(), feature.version().toString(), clock.instant());
    if (against.isPresent() && !sure) {
      console.err(against.get() + "; --yes takes it all the same");
      return ExitCode.NOT_NOW;
    }
    if (!sure && !saysYes(console)) {
      console.err("nothing is installed yet: the same command with --yes does it");
      return ExitCode.UNCONFIRMED;
    }
    return follow(updates.update(archive, Origin.COMMAND), console);
  }

  /** Nobody can be asked through a daemon. */
  private static boolean saysYes(Console console) {
    return console
        .ask("Install it? [y/N] ")
        .filter(answer -> answer.strip().matches("(?i)y|yes"))
        .isPresent();
  }

  private static void describe(Verdict.Sound sound, Console console) {
    Feature feature = sound.archive().feature();
    boolean partner = feature.kind() == Feature.Kind.PARTNER;
    console.out(
        "%s %s, %s, %s"
            .formatted(
                feature.name(),
                feature.version(),
                partner ? "a partner's" : "the agent itself",
                sound.trust() == Verdict.Trust.SIGNED ? "signed" : "not signed by anybody"));
    if (partner) {
      List<String> uses = UsesText.lines(feature.uses());
      uses.forEach(line -> console.out("  " + line));
      if (uses.isEmpty()) {
        console.out("  uses nothing of the machine");
      }
      sound.findings().stream().map(Finding::toString).forEach(line -> console.out("  " + line));
    }
  }

  int remove(String feature, Console console) throws InterruptedException {
    return follow(updates.remove(feature, Origin.COMMAND), console);
  }

  int rollBack(Console console) throws InterruptedException {
    return follow(updates.rollBack(Origin.COMMAND), console);
  }

  private int follow(Outcome outcome, Console console) throws InterruptedException {
    if (outcome instanceof Outcome.Done) {
      console.out("it is so already");
      return ExitCode.FINE;
    }
    if (outcome instanceof Outcome.RetryLater later) {
      console.err(later.why());
      return ExitCode.NOT_NOW;
    }
    if (outcome instanceof Outcome.Failed failed) {
      console.err(failed.text());
      boolean refused = failed.code() == Step.VERIFY.code();
      return refused ? ExitCode.REFUSED : ExitCode.FAILED;
    }
    return await(console);
  }

  private int await(Console console) throws InterruptedException {
    String told = "";
    State state = updates.state();
    for (Duration left = PATIENCE;
        state.underWay().isPresent() && console.isOpen() && !left.isNegative();
        left = left.minus(LOOK)) {
      State.UnderWay now = state.underWay().get();
      if (now.step() == Step.RESTART) {
        console.out(Overview.text(now));
        return ExitCode.GOES_ON;
      }
      if (!now.step().running().equals(told)) {
        told = now.step().running();
        console.out(now.what() + ": " + told);
      }
      state = updates.await(LOOK);
    }
    return ended(state, console);
  }

  private static int ended(State state, Console console) {
    if (state.underWay().isPresent() || state.history().isEmpty()) {
      console.err("it is not over; 'waagent features' tells how it goes on");
      return ExitCode.GOES_ON;
    }
    State.Past past = state.history().get(0);
    if (past.isGood()) {
      console.out("done: " + past.what());
      return ExitCode.FINE;
    }
    console.err(Overview.text(past));
    return ExitCode.WENT_BACK;
  }
}
