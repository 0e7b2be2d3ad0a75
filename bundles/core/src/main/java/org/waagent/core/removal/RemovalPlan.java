// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.waagent.plugin.Change;
import org.waagent.plugin.Removal;

/**
 * The union of all removal plans: what is shown and what is done.
 *
 * @param scope how much goes
 * @param sections by owner, in the order to apply them
 * @param kept what would go, but is to be kept
 * @param problems owners that could not look, with the reason
 */
record RemovalPlan(
    Removal scope, List<Section> sections, List<String> kept, List<String> problems) {
  RemovalPlan {
    requireNonNull(scope, "scope");
    sections = List.copyOf(sections);
    kept = List.copyOf(kept);
    problems = List.copyOf(problems);
  }

  /** What must be said before it is done, without repetition. */
  List<String> warnings() {
    return changes().stream().flatMap(change -> change.warning().stream()).distinct().toList();
  }

  List<Change> changes() {
    return sections.stream().flatMap(section -> section.changes().stream()).toList();
  }

  /** The stop of the agent, which goes before all else. */
  RemovalPlan first() {
    return with(sections.subList(0, Math.min(1, sections.size())));
  }

  /** What comes after {@link #first}. */
  RemovalPlan rest() {
    return with(sections.subList(Math.min(1, sections.size()), sections.size()));
  }

  private RemovalPlan with(List<Section> some) {
    return new RemovalPlan(scope, some, kept, problems);
  }
}
