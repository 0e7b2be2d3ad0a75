// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.waagent.core.arguments.Option;
import org.waagent.core.arguments.PlanArguments;
import org.waagent.os.Machine;
import org.waagent.plugin.Console;
import org.waagent.plugin.Removal;

/**
 * The course of {@code deprovision}: warn, ask, do. Exit codes: 0 done, shown or not wanted, 1
 * something failed, 2 wrong arguments, 4 not the super user.
 */
final class Deprovisioning {
  static final String NO_GUARANTEE =
      "This does not guarantee that everything sensitive is gone from this machine.";

  private static final int FINE = 0;
  private static final int FAILED = 1;
  private static final int WRONG_ARGUMENTS = 2;
  private static final int NOT_ROOT = 4;

  private final Planner planner;
  private final Machine machine;
  private final String keep;

  /**
   * @param keep the key {@code Deprovision.Keep}
   */
  Deprovisioning(Planner planner, Machine machine, String keep) {
    this.planner = planner;
    this.machine = machine;
    this.keep = keep;
  }

  int run(String verb, Removal scope, List<String> words, Console console)
      throws InterruptedException {
    PlanArguments arguments;
    Keep kept;
    try {
      arguments = PlanArguments.parse(words, EnumSet.allOf(Option.class));
      List<String> globs = new ArrayList<>(Keep.list(keep));
      globs.addAll(arguments.keep());
      kept = Keep.of(globs);
    } catch (IllegalArgumentException e) {
      console.err(verb + ": " + e.getMessage());
      console.err("usage: waagent " + verb + " " + PlanArguments.ASKING);
      return WRONG_ARGUMENTS;
    }
    if (!arguments.has(Option.DRY_RUN) && !machine.isRoot()) {
      console.err(verb + " must be run by root");
      return NOT_ROOT;
    }
    Question question = new Question(scope, kept, arguments.has(Option.DEEP));
    return arguments.has(Option.DRY_RUN)
        ? show(plan(question), arguments.has(Option.JSON), console)
        : act(question, arguments.has(Option.FORCE), console);
  }

  private record Question(Removal scope, Keep keep, boolean deep) {}

  private RemovalPlan plan(Question question) throws InterruptedException {
    return planner.plan(question.scope(), question.keep(), question.deep());
  }

  private static int show(RemovalPlan plan, boolean json, Console console) {
    if (json) {
      console.out(Listing.json(plan).toString());
    } else {
      warn(plan, console);
      Listing.text(plan).forEach(console::out);
      console.out("Nothing was done.");
    }
    return plan.problems().isEmpty() ? FINE : FAILED;
  }

  private static void warn(RemovalPlan plan, Console console) {
    plan.warnings().forEach(warning -> console.out("WARNING! " + warning));
    plan.problems().forEach(problem -> console.out("WARNING! Left out, " + problem));
    console.out("WARNING! " + NO_GUARANTEE);
  }

  private int act(Question question, boolean force, Console console) throws InterruptedException {
    AtomicBoolean begun = new AtomicBoolean();
    console.onInterrupt(() -> interrupted(begun, console));
    RemovalPlan plan = plan(question);
    warn(plan, console);
    plan.kept().forEach(path -> console.out("kept: " + path));
    if (!force && !agreed(console)) {
      console.out("Nothing was done.");
      return FINE;
    }
    begun.set(true);
    Application application = new Application(console::out);
    application.apply(plan.first());
    // The agent may have written until it stopped.
    RemovalPlan rest = plan(question).rest();
    application.apply(rest);
    return tell(application.failures(), rest, console);
  }

  private static int tell(List<String> failed, RemovalPlan rest, Console console) {
    List<String> failures = new ArrayList<>(rest.problems());
    failures.addAll(failed);
    failures.forEach(failure -> console.err("failed: " + failure));
    if (!failures.isEmpty()) {
      console.err(failures.size() + " failed; all the rest is done");
    }
    console.out(NO_GUARANTEE);
    return failures.isEmpty() ? FINE : FAILED;
  }

  private static boolean agreed(Console console) {
    Optional<String> answer = console.ask("Do you want to proceed (y/n)? ");
    return answer.isPresent() && answer.get().toLowerCase(Locale.ROOT).startsWith("y");
  }

  private static OptionalInt interrupted(AtomicBoolean begun, Console console) {
    if (begun.get()) {
      console.out("Deprovisioning has begun and may not be interrupted.");
      return OptionalInt.empty();
    }
    console.out("Interrupted; nothing was done.");
    return OptionalInt.of(FINE);
  }
}
