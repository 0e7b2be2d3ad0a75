// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.waagent.updater.Origin;
import org.waagent.updater.State;
import org.waagent.updater.Step;

/**
 * An update as the journal has it.
 *
 * @param id of the update
 * @param origin who asked for it
 * @param what for people, for example {@code standard-3.1.0}
 * @param from the set that ran before
 * @param to the set it leads to
 * @param step the step it is in
 * @param begun when the update began
 * @param since when the step began
 * @param start id of the agent's start the step was taken in
 * @param attempt 1 for the first
 * @param failed the step that failed; the same as {@code step} while none has
 * @param reason why it failed; empty text while it has not
 * @param before how things were before the swap, for whoever watches after it
 */
public record Entry(
    String id,
    Origin origin,
    String what,
    String from,
    String to,
    Step step,
    Instant begun,
    Instant since,
    String start,
    int attempt,
    Step failed,
    String reason,
    Map<String, String> before) {
  public Entry {
    requireNonNull(id, "id");
    requireNonNull(origin, "origin");
    requireNonNull(what, "what");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(step, "step");
    requireNonNull(begun, "begun");
    requireNonNull(since, "since");
    requireNonNull(start, "start");
    requireNonNull(failed, "failed");
    requireNonNull(reason, "reason");
    before = Map.copyOf(before);
  }

  /** A new one, not begun. */
  public static Entry begin(Origin origin, String what, String from, String to, Instant now) {
    Step first = Step.STORE;
    return new Entry(
        UUID.randomUUID().toString(),
        origin,
        what,
        from,
        to,
        first,
        now,
        now,
        "",
        1,
        first,
        "",
        Map.of());
  }

  /** The same with how things are before the swap. */
  public Entry after(Map<String, String> facts) {
    return new Entry(
        id, origin, what, from, to, step, begun, since, start, attempt, failed, reason, facts);
  }

  /** The same with another name. */
  public Entry named(String name) {
    return new Entry(
        id, origin, name, from, to, step, begun, since, start, attempt, failed, reason, before);
  }

  /** The same to another set. */
  public Entry to(String set) {
    return new Entry(
        id, origin, what, from, set, step, begun, since, start, attempt, failed, reason, before);
  }

  /** The same in its next step. */
  public Entry at(Step next, Instant now, String agentStart) {
    return new Entry(
        id, origin, what, from, to, next, begun, now, agentStart, attempt, next, reason, before);
  }

  /** The same, begun once more. */
  public Entry again() {
    return new Entry(
        id, origin, what, from, to, step, begun, since, start, attempt + 1, failed, reason, before);
  }

  /** The same on its way back. What went wrong first is what counts. */
  public Entry back(String why, Instant now, String agentStart) {
    if (step == Step.GO_BACK) {
      return this;
    }
    return new Entry(
        id,
        origin,
        what,
        from,
        to,
        Step.GO_BACK,
        begun,
        now,
        agentStart,
        attempt,
        step,
        why.isEmpty() ? step.failed() : why,
        before);
  }

  /** For those who ask what goes on. */
  public State.UnderWay underWay() {
    return new State.UnderWay(id, origin, what, to, step, since, attempt);
  }

  /** For the history. */
  public State.Past past(Instant ended) {
    return new State.Past(id, origin, what, from, to, ended, failed, reason);
  }
}
