// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.waagent.core.plugins.Round;
import org.waagent.core.text.OutcomeText;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;

/** Does a removal plan: every change is tried, whatever came of the others. */
final class Application implements Round.Watcher {
  private final Consumer<String> tell;
  private final List<String> failures = new ArrayList<>();
  private String owner = "";

  /**
   * @param tell gets a line for each change that was done
   */
  Application(Consumer<String> tell) {
    this.tell = tell;
  }

  /** Does it. */
  void apply(RemovalPlan plan) {
    for (Section section : plan.sections()) {
      owner = section.owner();
      new Round(new Plan(section.changes(), Outcome.done()), this).apply();
    }
  }

  /** What failed, a line each. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void begins(Change change) {
    // Its line comes when it has ended.
  }

  @Override
  public void ended(Change change, Outcome outcome) {
    if (outcome.isFine()) {
      tell.accept(owner + ": " + change.description());
    } else {
      failures.add(owner + ": " + change.description() + ": " + OutcomeText.text(outcome));
    }
  }

  @Override
  public void skipped(Change change, String missing) {
    failures.add(owner + ": " + change.description() + ": left out, " + missing + " is not done");
  }

  @Override
  public boolean isOver() {
    return false;
  }
}
