// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.StatusDocument;

/**
 * The life of a partner's package with a real agent: installed, enabled again, rebooted, given new
 * settings, orphaned, updated, disabled, uninstalled.
 */
public final class Life {
  private static final Duration BEGINS = Duration.ofMinutes(2);

  private final Stage stage;
  private final Steps steps;
  private final Wish wish;
  private final Wrapping wrapping;

  private Life(Stage stage, Wrapping wrapping) {
    this.stage = stage;
    this.wrapping = wrapping;
    this.steps = new Steps(stage);
    this.wish = new Wish(stage.options(), stage.first().name());
  }

  /**
   * Lives it and tells it.
   *
   * @param out for the transcript; the verdict is printed too
   * @throws IllegalArgumentException when nothing could be tried
   */
  public static Verdict of(LifeOptions options, PrintStream out) {
    try {
      Verdict verdict = lived(options, new Transcript(out));
      verdict.print(out);
      return verdict;
    } catch (UsageError e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.toString(), e);
    }
  }

  private static Verdict lived(LifeOptions options, Transcript transcript) throws IOException {
    Verdict verdict = new Verdict();
    Optional<Edition> first = Edition.first(options, verdict);
    if (first.isEmpty()) {
      return verdict;
    }
    if (options.config().isPresent() && !first.get().manifest().is("supportsMultipleExtensions")) {
      throw new UsageError("--config: the handler manifest lacks supportsMultipleExtensions");
    }
    new PackageRules(first.get().content(), first.get().manifest(), verdict).look();
    Optional<Edition> next = first.get().next(options, verdict);
    if (next.isEmpty()) {
      return verdict;
    }
    try (Workplace workplace = Workplace.make(options, verdict)) {
      Stage stage =
          new Stage(
              options,
              workplace.host(),
              workplace.place(),
              workplace.trace(),
              verdict,
              new SecretRules(verdict, options.protectedSettings()),
              first.get(),
              transcript);
      transcript.title("The life of " + first.get().folder() + ", then " + next.get().version());
      workplace.tell(transcript);
      new Life(stage, new Wrapping(stage.trace().folder(), workplace.token())).live(next.get());
    }
    return verdict;
  }

  private void live(Edition next) {
    Edition first = stage.first();
    Place place = stage.place();
    wish.publish(
        first.version(), wrapping.around(first.content(), first.manifest(), first.version()));
    place.startAgent();
    awaitAgent();
    boolean works =
        steps.run("install and enable", Rule.STATUS_SUCCESS, first, 0, () -> ask(first, 0));
    heartbeat(first);
    boolean updated = works && grow(first, next);
    Edition last = updated ? next : first;
    int number = works ? 3 : 0;
    Endings endings = new Endings(stage, wish);
    if (updated) {
      endings.disable(last, number);
    } else {
      stage.verdict().skip(Rule.DISABLE, "it did not come as far");
    }
    secrets(last);
    endings.uninstall(last, number);
    secrets(last);
    orphans();
  }

  /** The middle of a life; tells whether the update went well. */
  private boolean grow(Edition first, Edition next) {
    Place place = stage.place();
    steps.run(
        "agent restarted: the same settings again",
        Rule.ENABLE_AGAIN,
        first,
        0,
        () -> {
          place.stopAgent();
          place.startAgent();
        });
    steps.run(
        "reboot",
        Rule.REBOOT,
        first,
        0,
        () -> {
          place.reboot();
          place.startAgent();
        });
    steps.run("new settings", Rule.NEW_SETTINGS, first, 1, () -> ask(first, 1));
    steps.run("agent killed while enable runs", Rule.KILL, first, 2, () -> orphan(first));
    wish.publish(next.version(), wrapping.around(next.content(), next.manifest(), next.version()));
    steps.run("update to " + next.version(), Rule.UPDATE, next, 3, () -> ask(next, 3));
    return stage.trace().all().stream()
        .anyMatch(run -> run.name().equals("enable") && run.version().equals(next.version()));
  }

  private void ask(Edition edition, int sequence) {
    stage.host().publish(GoalState.of(wish.enabled(edition.version(), sequence)));
  }

  /** Kills the agent when enable has begun, and lets enable work only then. */
  private void orphan(Edition edition) {
    int from = stage.trace().all().size();
    stage.trace().hold();
    try {
      ask(edition, 2);
      Watch.until(
          stage.options().patience(),
          () -> stage.trace().from(from).stream().anyMatch(run -> run.name().equals("enable")));
      stage.place().killAgent();
      stage.transcript().line("killed", "the agent, with SIGKILL");
    } finally {
      stage.trace().release();
    }
    stage.place().startAgent();
  }

  private void awaitAgent() {
    if (!Watch.until(
            BEGINS, () -> stage.host().lastStatus().isPresent() || !stage.place().agentRuns())
        || stage.host().lastStatus().isEmpty()) {
      throw new UsageError(
          "the agent reports nothing: " + Workplace.end(stage.place().agentOutput()));
    }
  }

  private void heartbeat(Edition edition) {
    if (edition.manifest().is("reportHeartbeat")) {
      new HeartbeatRules(stage.verdict()).look(stage.folder(edition).resolve("heartbeat.log"));
    } else {
      stage.verdict().skip(Rule.HEARTBEAT, "reportHeartbeat is not true");
    }
  }

  private void secrets(Edition edition) {
    stage.secrets().logs(stage.logs());
    stage.secrets().own(stage.folder(edition));
    stage.secrets().text("the agent's log", Workplace.text(stage.place().agentLog()));
    for (StatusDocument document : stage.host().statuses()) {
      stage.secrets().text("a status that Azure received", document.text());
    }
  }

  /** Commands that began and never ended. */
  private void orphans() {
    for (CommandRun run : stage.trace().all()) {
      if (!run.hasEnded()) {
        stage
            .verdict()
            .fail(
                Rule.EXIT_CODES,
                run.title() + " was killed before its end",
                "a command may end its own children only, and must end within its limit");
      }
    }
  }
}
