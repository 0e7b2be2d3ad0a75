// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How it stands with the sets of bundles. Ids of sets are sixteen hexadecimal digits, or {@code
 * installed} for the installation's own.
 *
 * @param running the set the agent was started with, or that took its place since
 * @param committed the set that every start takes
 * @param previous the set before that one; empty if there is none
 * @param staged the set that the next restart tries; empty if none waits
 * @param trouble what the launcher found wrong with sets it passed over; empty text if nothing
 * @param features of the running set
 * @param underWay the update at hand; empty if there is none
 * @param history updates that are over, the newest first
 */
public record State(
    String running,
    String committed,
    Optional<String> previous,
    Optional<String> staged,
    String trouble,
    List<Installed> features,
    Optional<UnderWay> underWay,
    List<Past> history) {
  public State {
    requireNonNull(running, "running");
    requireNonNull(committed, "committed");
    requireNonNull(previous, "previous");
    requireNonNull(staged, "staged");
    requireNonNull(trouble, "trouble");
    features = List.copyOf(features);
    requireNonNull(underWay, "underWay");
    history = List.copyOf(history);
  }

  /**
   * A feature of the running set.
   *
   * @param name for example {@code standard}
   * @param version of it
   * @param kind {@code agent} or {@code partner}
   */
  public record Installed(String name, String version, String kind) {
    public Installed {
      requireNonNull(name, "name");
      requireNonNull(version, "version");
      requireNonNull(kind, "kind");
    }
  }

  /**
   * An update at hand.
   *
   * @param id of the update
   * @param origin who asked for it
   * @param what for people, for example {@code standard-3.1.0}
   * @param to the set it leads to
   * @param step the step it is in
   * @param since when that step began
   * @param attempt 1 for the first
   */
  public record UnderWay(
      String id, Origin origin, String what, String to, Step step, Instant since, int attempt) {
    public UnderWay {
      requireNonNull(id, "id");
      requireNonNull(origin, "origin");
      requireNonNull(what, "what");
      requireNonNull(to, "to");
      requireNonNull(step, "step");
      requireNonNull(since, "since");
    }
  }

  /**
   * An update that is over.
   *
   * @param id of the update
   * @param origin who asked for it
   * @param what for people, for example {@code standard-3.1.0}
   * @param from the set that ran before
   * @param to the set it led to
   * @param ended when it was over
   * @param step {@link Step#COMMIT} if it came to be, else the step that failed
   * @param reason why it failed; empty text if it came to be
   */
  public record Past(
      String id,
      Origin origin,
      String what,
      String from,
      String to,
      Instant ended,
      Step step,
      String reason) {
    public Past {
      requireNonNull(id, "id");
      requireNonNull(origin, "origin");
      requireNonNull(what, "what");
      requireNonNull(from, "from");
      requireNonNull(to, "to");
      requireNonNull(ended, "ended");
      requireNonNull(step, "step");
      requireNonNull(reason, "reason");
    }

    /** Whether the set it led to became the one that every start takes. */
    public boolean isGood() {
      return reason.isEmpty();
    }
  }
}
