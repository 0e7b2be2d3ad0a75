// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.waagent.azurehost.HandlerStatus;
import org.waagent.azurehost.NotInTime;

/** A step that ends with a status: runs it, tells it, and judges it. */
final class Steps {
  private final Stage stage;
  private final EventRules events;

  Steps(Stage stage) {
    this.stage = stage;
    this.events = new EventRules(stage.verdict());
  }

  /**
   * Does something and waits for the status.
   *
   * @param rule what it is for
   * @return whether it ended with success
   */
  boolean run(String title, Rule rule, Edition edition, int sequence, Runnable action) {
    stage.transcript().step(title);
    int from = stage.trace().all().size();
    Instant start = Instant.now();
    action.run();
    Outcome outcome = new Awaiting(stage, edition, sequence, from).end();
    String reported = reported(edition, sequence, outcome, start);
    List<CommandRun> runs = stage.trace().from(from);
    stage.transcript().commands(runs);
    stage.transcript().status(stage.statusName(sequence), stage.status(edition, sequence));
    stage.transcript().line("reported", reported);
    alive();
    judge(title, rule, edition, sequence, outcome);
    look(edition, sequence, runs);
    stage.transcript().end();
    return outcome == Outcome.SUCCESS;
  }

  private void alive() {
    List<Running> alive = stage.place().processes();
    alive.forEach(each -> stage.transcript().line("runs on", each.toString()));
  }

  private void look(Edition edition, int sequence, List<CommandRun> runs) {
    Verdict verdict = stage.verdict();
    new CommandRules(verdict).look(runs);
    stage
        .status(edition, sequence)
        .ifPresent(file -> new StatusRules(verdict, stage.statusName(sequence), file).look());
    Optional<Instant> begun =
        runs.stream()
            .filter(run -> run.name().equals("enable"))
            .filter(run -> run.sequence().equals(Integer.toString(sequence)))
            .map(CommandRun::begin)
            .findFirst();
    begun.ifPresent(
        at ->
            new SequenceRules(verdict).look(stage.folder(edition).resolve("status"), sequence, at));
    events.look(stage.logs().resolve("events"));
  }

  private void judge(String title, Rule rule, Edition edition, int sequence, Outcome outcome) {
    Verdict verdict = stage.verdict();
    String name = stage.statusName(sequence);
    verdict.tried(Rule.STATUS_WRITTEN);
    verdict.tried(Rule.STATUS_ENDS);
    verdict.tried(Rule.STATUS_SUCCESS);
    verdict.tried(rule);
    switch (outcome) {
      case SUCCESS -> {
        return;
      }
      case NO_STATUS ->
          verdict.fail(
              Rule.STATUS_WRITTEN,
              name + " was not written: enable ended and no process is left to write it",
              "write status/<number>.status before enable ends");
      case STUCK, LATE ->
          verdict.fail(
              outcome == Outcome.STUCK || stage.status(edition, sequence).isPresent()
                  ? Rule.STATUS_ENDS
                  : Rule.STATUS_WRITTEN,
              name + ": " + outcome.text(),
              "write success or error when the work ends, also when it fails");
      case ENDED ->
          verdict.fail(
              Rule.STATUS_SUCCESS,
              name + " says: " + stage.status(edition, sequence).orElseThrow().message(),
              "look for the cause in the extension's log");
      case MALFORMED, COMMAND_FAILED, AGENT_GONE -> stage.transcript().line("so", outcome.text());
    }
    if (!rule.equals(Rule.STATUS_SUCCESS)) {
      verdict.fail(rule, title + ": " + outcome.text(), "see the other findings");
    }
  }

  /** What Azure hears of it; waits for it to be the same as in the file. */
  private String reported(Edition edition, int sequence, Outcome outcome, Instant start) {
    boolean success = outcome == Outcome.SUCCESS;
    Predicate<HandlerStatus> wanted = s -> !success || isEnd(s, sequence);
    HandlerStatus status = new HandlerStatus(new JsonObject());
    try {
      status =
          of(
              stage
                  .host()
                  .awaitStatus(
                      s -> s.time().isAfter(start) && wanted.test(of(s, edition)),
                      stage.options().patience()),
              edition);
    } catch (NotInTime e) {
      stage
          .transcript()
          .line(
              "so",
              "the agent reported no end within " + stage.options().patience().toSeconds() + " s");
    }
    if (success && !status.extensionStatus().equals("success")) {
      stage
          .verdict()
          .fail(
              Rule.STATUS_FORM,
              stage.statusName(sequence) + " is success, but the agent reports " + told(status),
              "agents take a status for broken that lacks what they need; see below");
    }
    return told(status);
  }

  private HandlerStatus of(org.waagent.azurehost.StatusDocument document, Edition edition) {
    return stage
        .options()
        .config()
        .map(config -> document.handler(edition.name(), config))
        .orElseGet(() -> document.handler(edition.name()));
  }

  /** Whatever it says of the handler itself: a heartbeat may name its state in other words. */
  private static boolean isEnd(HandlerStatus status, int sequence) {
    return status.sequenceNumber() == sequence
        && Set.of("success", "error").contains(status.extensionStatus());
  }

  private static String told(HandlerStatus status) {
    if (!status.isPresent()) {
      return "nothing";
    }
    return status.status()
        + (status.sequenceNumber() < 0
            ? ""
            : ", #" + status.sequenceNumber() + " " + status.extensionStatus())
        + (status.extensionStatus().equals("error") ? ": " + status.extensionMessage() : "");
  }
}
