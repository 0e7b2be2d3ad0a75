// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waagent.extension.handler.Unit;

/**
 * What the agent has to remember of one handler over a restart.
 *
 * @param pass the pass the decided version and the results belong to; empty before the first
 * @param version the version decided in that pass; empty while it is not decided
 * @param stage the unit being worked on; empty while none is
 * @param results what came of its units in that pass, by name of their settings
 * @param step the command begun last, until its end was taken account of
 * @param last the command that ended last
 * @param update the update under way
 * @param past commands that ended, oldest first; only for people
 */
public record Journal(
    Optional<PassId> pass,
    Optional<String> version,
    Optional<Stage> stage,
    Map<String, UnitResult> results,
    Optional<Step> step,
    Optional<Finished> last,
    Optional<Update> update,
    List<Past> past) {
  /** Nothing to remember. */
  static final Journal EMPTY = blank(Optional.empty());

  public Journal {
    requireNonNull(pass, "pass");
    requireNonNull(version, "version");
    requireNonNull(stage, "stage");
    results = Map.copyOf(results);
    requireNonNull(step, "step");
    requireNonNull(last, "last");
    requireNonNull(update, "update");
    past = Past.bounded(past);
  }

  private static Journal blank(Optional<PassId> pass) {
    return new Journal(
        pass,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private Journal with(Optional<Step> begun, Optional<Finished> ended, List<Past> told) {
    return new Journal(pass, version, stage, results, begun, ended, update, told);
  }

  private Journal with(Optional<Finished> ended, Optional<Update> next) {
    return new Journal(pass, version, stage, results, step, ended, next, past);
  }

  /** The same in a pass; results and version of another are forgotten. */
  public Journal in(PassId id) {
    if (pass.equals(Optional.of(id))) {
      return this;
    }
    Journal anew = blank(Optional.of(id));
    return anew.with(step, last, past).with(last, update);
  }

  /** What came of a unit in a pass; empty while it is not done. */
  public Optional<UnitResult> result(PassId id, Unit unit) {
    return pass.equals(Optional.of(id))
        ? Optional.ofNullable(results.get(unit.settingsName()))
        : Optional.empty();
  }

  /** The same with a decided version, as the work on a unit begins. */
  public Journal decided(String decided, Stage begun) {
    return new Journal(
        pass, Optional.of(decided), Optional.of(begun), results, step, last, update, past);
  }

  /** The same with the work on a unit begun; what is worked on already stays as it is. */
  public Journal at(Stage begun) {
    boolean same = stage.isPresent() && stage.get().isOf(begun);
    return same
        ? this
        : new Journal(pass, version, Optional.of(begun), results, step, last, update, past);
  }

  /** The same with the result of a unit. */
  public Journal with(Unit unit, UnitResult result) {
    Map<String, UnitResult> all = new LinkedHashMap<>(results);
    all.put(unit.settingsName(), result);
    return new Journal(pass, version, Optional.empty(), all, step, last, update, past);
  }

  /** The same with an update under way. */
  public Journal with(Update next) {
    return with(last, Optional.of(next));
  }

  /** The same without an update, and without the command that ended last. */
  public Journal afresh() {
    return with(Optional.empty(), Optional.<Update>empty());
  }

  /** The same with a command begun. */
  Journal begun(Step next) {
    return with(Optional.of(next), last, past);
  }

  /** The same with a command ended. */
  Journal ended(Finished finished, Instant when) {
    List<Past> told = new ArrayList<>(past);
    told.add(Past.of(finished, when));
    return with(Optional.empty(), Optional.of(finished), told);
  }

  /** The same with the command forgotten, as it never started. */
  Journal neverBegun() {
    return with(Optional.empty(), last, past);
  }
}
