// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.time.Duration;
import java.util.Optional;
import org.waagent.extension.handler.Unit;

/** A unit on its way through a pass. Used by the thread that processes the pass alone. */
final class Node {
  private final Unit unit;
  private final Optional<Parcel> parcel;
  private final Attempts attempts;
  private State state = State.OPEN;
  private boolean passed;

  /** How far a unit is. */
  enum State {
    /** Its commands are not begun, or are to be begun once more. */
    OPEN,
    /** Its commands run. */
    RUNNING,
    /** None of them runs any more, and what came of them is being noted. */
    NOTING,
    /** They worked. */
    DONE,
    /** They did not, or it was not its turn any more. */
    FAILED
  }

  /**
   * @param parcel the package it needs; empty for a unit that goes away
   */
  Node(Unit unit, Optional<Parcel> parcel, Attempts attempts) {
    this.unit = unit;
    this.parcel = parcel;
    this.attempts = attempts;
  }

  Unit unit() {
    return unit;
  }

  Optional<Parcel> parcel() {
    return parcel;
  }

  /** Tries to start its commands. */
  Attempts attempts() {
    return attempts;
  }

  State state() {
    return state;
  }

  void state(State next) {
    state = next;
  }

  /** It could not be begun, for a reason that is none of its own. */
  void later(Duration time) {
    attempts.postpone(time);
    state = State.OPEN;
  }

  boolean is(State wanted) {
    return state == wanted;
  }

  /** Whether somebody works on it. */
  boolean isUnderWay() {
    return state == State.RUNNING || state == State.NOTING;
  }

  /** Whether it does not change any more. */
  boolean isOver() {
    return state == State.DONE || state == State.FAILED;
  }

  /** What depends on it need not wait any more. */
  void pass() {
    passed = true;
  }

  /** Whether those after it may begin. What goes away holds them up, but never stops them. */
  boolean isPassed() {
    return unit.rank() < 0 ? isOver() : passed || is(State.DONE) && unit.settings().isEmpty();
  }

  /** Whether its package is there, and it is time for the next try. */
  boolean isReady() {
    return is(State.OPEN)
        && attempts.isDue()
        && parcel.map(p -> p.is(Parcel.State.READY)).orElse(true);
  }

  /** Whether its package may come at any moment. */
  boolean isOnItsWay() {
    return is(State.OPEN)
        && parcel.map(p -> !p.is(Parcel.State.READY) && p.retry().isEmpty()).orElse(false);
  }

  /** What it waits for until it is tried again; empty if it does not. */
  Optional<String> retry() {
    return is(State.OPEN)
        ? attempts.waiting().or(() -> parcel.flatMap(Parcel::retry))
        : Optional.empty();
  }
}
