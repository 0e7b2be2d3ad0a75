// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.waagent.updater.partner.Quarantined;
import org.waagent.updater.partner.Refusal;

/**
 * What the owner of the machine should know of features and updates.
 *
 * @param state of the sets
 * @param quarantined features that are stopped
 * @param refusals what features asked for and did not get
 */
public record Troubles(State state, List<Quarantined> quarantined, List<Refusal> refusals) {
  /** Of the refusals; the command that lists all of them is told. */
  private static final int MOST_REFUSALS = 10;

  public Troubles {
    requireNonNull(state, "state");
    quarantined = List.copyOf(quarantined);
    refusals = List.copyOf(refusals);
  }

  /** One line each; none where all is well. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!state.trouble().isEmpty()) {
      lines.add(passedOver(state));
    }
    state.history().stream()
        .findFirst()
        .filter(past -> !past.isGood())
        .ifPresent(past -> lines.add(failed(past)));
    quarantined.forEach(one -> lines.add(stopped(one)));
    refusals.stream().limit(MOST_REFUSALS).forEach(one -> lines.add(refused(one)));
    if (refusals.size() > MOST_REFUSALS) {
      lines.add(refusals.size() + " refusals in all, see 'waagent features'");
    }
    return lines;
  }

  /** A set that the launcher could not take. */
  public static String passedOver(State state) {
    return "a set of bundles was passed over: " + state.trouble();
  }

  /** A feature in quarantine. */
  public static String stopped(Quarantined one) {
    return "feature %s %s is stopped since %s: %s"
        .formatted(one.feature(), one.version(), one.since(), one.reason());
  }

  /** Something that was asked for in vain. */
  public static String refused(Refusal one) {
    return "feature %s may not %s: it does not declare so".formatted(one.feature(), one.what());
  }

  /** The last update, which came to nothing. */
  static String failed(State.Past past) {
    return "update %s %s, %s: %s"
        .formatted(past.what(), past.step().failed(), past.ended(), past.reason());
  }
}
