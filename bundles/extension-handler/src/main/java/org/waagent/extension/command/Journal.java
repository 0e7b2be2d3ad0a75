// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.waagent.extension.handler.Unit;

/**
 * What the agent has to remember of one handler over a restart.
 *
 * @param pass the pass the decided version and the results belong to; empty before the first
 * @param version the version decided in that pass; empty while it is not decided
 * @param results what came of its units in that pass, by name of their settings
 * @param step the command begun last, until its end was taken account of
 * @param last the command that ended last
 * @param update the update under way
 */
public record Journal(
    Optional<PassId> pass,
    Optional<String> version,
    Map<String, UnitResult> results,
    Optional<Step> step,
    Optional<Finished> last,
    Optional<Update> update) {
  /** Nothing to remember. */
  static final Journal EMPTY =
      new Journal(
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public Journal {
    requireNonNull(pass, "pass");
    requireNonNull(version, "version");
    results = Map.copyOf(results);
    requireNonNull(step, "step");
    requireNonNull(last, "last");
    requireNonNull(update, "update");
  }

  /** The same in a pass; results and version of another are forgotten. */
  public Journal in(PassId id) {
    return pass.equals(Optional.of(id))
        ? this
        : new Journal(Optional.of(id), Optional.empty(), Map.of(), step, last, update);
  }

  /** What came of a unit in a pass; empty while it is not done. */
  public Optional<UnitResult> result(PassId id, Unit unit) {
    return pass.equals(Optional.of(id))
        ? Optional.ofNullable(results.get(unit.settingsName()))
        : Optional.empty();
  }

  /** The same with a decided version. */
  public Journal decided(String decided) {
    return new Journal(pass, Optional.of(decided), results, step, last, update);
  }

  /** The same with the result of a unit. */
  public Journal with(Unit unit, UnitResult result) {
    Map<String, UnitResult> all = new LinkedHashMap<>(results);
    all.put(unit.settingsName(), result);
    return new Journal(pass, version, all, step, last, update);
  }

  /** The same with an update under way. */
  public Journal with(Update next) {
    return new Journal(pass, version, results, step, last, Optional.of(next));
  }

  /** The same without an update, and without the command that ended last. */
  public Journal afresh() {
    return new Journal(pass, version, results, step, Optional.empty(), Optional.empty());
  }

  /** The same with a command begun. */
  Journal begun(Step next) {
    return new Journal(pass, version, results, Optional.of(next), last, update);
  }

  /** The same with a command ended. */
  Journal ended(Finished finished) {
    return new Journal(pass, version, results, Optional.empty(), Optional.of(finished), update);
  }

  /** The same with the command forgotten, as it never started. */
  Journal neverBegun() {
    return new Journal(pass, version, results, Optional.empty(), last, update);
  }
}
