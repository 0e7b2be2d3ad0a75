// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.install;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.waagent.core.arguments.Option;
import org.waagent.core.arguments.PlanArguments;
import org.waagent.core.loop.Causes;
import org.waagent.core.plugins.Round;
import org.waagent.core.text.OutcomeText;
import org.waagent.core.text.Redaction;
import org.waagent.os.Machine;
import org.waagent.plugin.Change;
import org.waagent.plugin.Console;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Outcome.Running;
import org.waagent.plugin.Plan;

/**
 * A plan that somebody asked for and watches. Exit codes: 0 shown or done, 1 something failed, 2
 * wrong arguments, 4 not the super user.
 */
final class Foreground {
  static final int FINE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int NOT_ROOT = 4;

  private static final int MOST_PLANS = 10;

  private final String verb;
  private final Set<Option> known;
  private final String usage;
  private final Machine machine;
  private final Console console;

  /** Makes a plan. */
  @FunctionalInterface
  interface Planning {
    /**
     * Looks at the machine.
     *
     * @param given what stands behind the word
     * @throws Exception what kept it from looking
     */
    Plan plan(PlanArguments given) throws Exception;
  }

  private Foreground(
      String verb, Set<Option> known, String usage, Machine machine, Console console) {
    this.verb = verb;
    this.known = known;
    this.usage = usage;
    this.machine = machine;
    this.console = console;
  }

  /** Of a verb that puts something in place. */
  static Foreground making(String verb, Machine machine, Console console) {
    return new Foreground(verb, options(), PlanArguments.PLANNING, machine, console);
  }

  /** Of a verb that takes something away. */
  static Foreground sparing(String verb, Machine machine, Console console) {
    Set<Option> known = options();
    known.add(Option.KEEP);
    return new Foreground(verb, known, PlanArguments.SPARING, machine, console);
  }

  private static Set<Option> options() {
    return EnumSet.of(Option.FORCE, Option.VERBOSE, Option.DRY_RUN, Option.JSON);
  }

  /** Understands the words, makes the plan, then shows it or does it. */
  int run(List<String> words, Planning planning) throws Exception {
    PlanArguments given;
    try {
      given = PlanArguments.parse(words, known);
    } catch (IllegalArgumentException e) {
      console.err(verb + ": " + e.getMessage());
      console.err("usage: waagent " + verb + " " + usage);
      return USAGE;
    }
    boolean dryRun = given.has(Option.DRY_RUN);
    if (!dryRun && !machine.isRoot()) {
      console.err(verb + " must be run by root; --dry-run shows what it would do");
      return NOT_ROOT;
    }
    Plan plan = planning.plan(given);
    return dryRun ? show(plan, given.has(Option.JSON)) : apply(plan, () -> planning.plan(given));
  }

  /** What follows may not be known; what is known is shown all the same. */
  private int show(Plan plan, boolean json) throws InterruptedException {
    List<Change> all = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (Change change : plan.changes()) {
      all.add(change);
      try {
        all.addAll(change.leadsTo());
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        unknown.add("can't tell what follows '" + text(change) + "': " + Causes.text(e));
      }
    }
    if (json) {
      console.out(json(all, plan.settled()).toString());
    } else {
      all.forEach(change -> console.out("would " + text(change)));
      if (plan.isEmpty()) {
        console.out("nothing to do" + because(plan.settled()));
      }
    }
    unknown.forEach(why -> console.err(Redaction.of(why)));
    return unknown.isEmpty() ? FINE : FAILED;
  }

  private static JsonObject json(List<Change> all, Outcome settled) {
    JsonArray changes = new JsonArray();
    for (Change change : all) {
      JsonObject one = new JsonObject();
      one.addProperty("id", Redaction.of(change.id()));
      one.addProperty("description", text(change));
      JsonArray needs = new JsonArray();
      change.buildsOn().forEach(needs::add);
      one.add("buildsOn", needs);
      changes.add(one);
    }
    JsonObject json = new JsonObject();
    json.add("changes", changes);
    json.addProperty("settled", settled.getClass().getSimpleName());
    return json;
  }

  /** Some plans only find out what there is to do; what follows is planned when they are done. */
  private int apply(Plan first, Callable<Plan> planning) throws Exception {
    List<String> failures = new ArrayList<>();
    Plan plan = first;
    Outcome outcome = new Round(plan, new Telling(failures)).apply();
    for (int i = 0; i < MOST_PLANS && failures.isEmpty() && outcome instanceof Running; i++) {
      Plan next = planning.call();
      if (next.isEmpty() || ids(next).equals(ids(plan))) {
        break;
      }
      plan = next;
      outcome = new Round(plan, new Telling(failures)).apply();
    }
    failures.forEach(console::err);
    if (failures.isEmpty() && !outcome.isFine()) {
      console.err("not done" + because(outcome));
    } else if (plan.isEmpty()) {
      console.out("nothing to do" + because(outcome));
    }
    return failures.isEmpty() && outcome.isFine() ? FINE : FAILED;
  }

  private static List<String> ids(Plan plan) {
    return plan.changes().stream().map(Change::id).toList();
  }

  private static String text(Change change) {
    return Redaction.of(change.description());
  }

  private static String because(Outcome outcome) {
    String why = OutcomeText.text(outcome);
    return why.isEmpty() ? "" : ": " + Redaction.of(why);
  }

  /** A line as each change begins, so that one that takes long is not a surprise. */
  private final class Telling implements Round.Watcher {
    private final List<String> failures;

    private Telling(List<String> failures) {
      this.failures = failures;
    }

    @Override
    public void begins(Change change) {
      console.out(text(change));
    }

    @Override
    public void ended(Change change, Outcome outcome) {
      if (!outcome.isFine()) {
        failures.add("not done: " + text(change) + because(outcome));
      }
    }

    @Override
    public void skipped(Change change, String missing) {
      failures.add("left out: " + text(change) + ", since this is not done: " + missing);
    }

    @Override
    public boolean isOver() {
      return false;
    }
  }
}
