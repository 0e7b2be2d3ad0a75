// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.install;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.core.plugins.Round;
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
  private final String usage;
  private final Machine machine;
  private final Console console;

  /** Makes a plan. */
  @FunctionalInterface
  interface Planning {
    /**
     * Looks at the machine.
     *
     * @throws Exception what kept it from looking
     */
    Plan plan() throws Exception;
  }

  Foreground(String verb, Machine machine, Console console) {
    this(verb, Options.USAGE, machine, console);
  }

  /**
   * @param usage what may stand behind the word
   */
  Foreground(String verb, String usage, Machine machine, Console console) {
    this.verb = verb;
    this.usage = usage;
    this.machine = machine;
    this.console = console;
  }

  /** Understands the words, makes the plan, then shows it or does it. */
  int run(List<String> words, Planning planning) throws Exception {
    Optional<Options> options = Options.of(words);
    if (options.isEmpty()) {
      console.err("usage: waagent " + verb + " " + usage);
      return USAGE;
    }
    boolean dryRun = options.get().dryRun();
    if (!dryRun && !machine.isRoot()) {
      console.err(verb + " must be run by root; --dry-run shows what it would do");
      return NOT_ROOT;
    }
    Plan plan = planning.plan();
    if (dryRun) {
      show(plan, options.get().json());
      return FINE;
    }
    return apply(plan, planning);
  }

  private void show(Plan plan, boolean json) throws Exception {
    List<Change> all = new ArrayList<>();
    for (Change change : plan.changes()) {
      all.add(change);
      all.addAll(change.leadsTo());
    }
    if (json) {
      console.out(json(all, plan.settled()).toString());
      return;
    }
    all.forEach(change -> console.out("would " + text(change)));
    if (plan.isEmpty()) {
      console.out("nothing to do" + because(plan.settled()));
    }
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
  private int apply(Plan first, Planning planning) throws Exception {
    List<String> failures = new ArrayList<>();
    Plan plan = first;
    Outcome outcome = new Round(plan, new Telling(failures)).apply();
    for (int i = 0; i < MOST_PLANS && failures.isEmpty() && outcome instanceof Running; i++) {
      Plan next = planning.plan();
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
    String why = "";
    if (outcome instanceof Outcome.Failed failed) {
      why = failed.text();
    } else if (outcome instanceof Outcome.RetryLater later) {
      why = later.why();
    } else if (outcome instanceof Running running) {
      why = running.what();
    } else if (outcome instanceof Outcome.NotApplicable not) {
      why = not.why();
    }
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
