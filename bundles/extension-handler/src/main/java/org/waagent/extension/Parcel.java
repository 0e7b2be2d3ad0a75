// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.time.Duration;
import java.util.Optional;
import org.waagent.extension.handler.ExtensionFailure;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.Unit;

/**
 * The package of a handler in a pass, shared by its units. Used by the thread that processes the
 * pass alone.
 */
final class Parcel {
  private final Unit first;
  private final Attempts attempts;
  private State state = State.OPEN;
  private Optional<HandlerFolder> folder = Optional.empty();
  private Optional<ExtensionFailure> failure = Optional.empty();

  /** How far it is. */
  enum State {
    /** Not begun, or to be begun once more. */
    OPEN,
    /** Being fetched and unpacked. */
    FETCHING,
    /** There. */
    READY,
    /** Not to be had. */
    FAILED
  }

  Parcel(Unit first, Attempts attempts) {
    this.first = first;
    this.attempts = attempts;
  }

  /** The unit it is fetched for first. */
  Unit first() {
    return first;
  }

  Attempts attempts() {
    return attempts;
  }

  boolean is(State wanted) {
    return state == wanted;
  }

  boolean isDue() {
    return is(State.OPEN) && attempts.isDue();
  }

  void fetching() {
    attempts.begin();
    state = State.FETCHING;
  }

  /** It is to be begun once more. */
  void reopen() {
    state = State.OPEN;
  }

  /** It could not be begun, for a reason that is none of its own. */
  void later(Duration time) {
    attempts.postpone(time);
    reopen();
  }

  void ready(HandlerFolder there) {
    folder = Optional.of(there);
    state = State.READY;
  }

  void failed(ExtensionFailure why) {
    failure = Optional.of(why);
    state = State.FAILED;
  }

  /** Where it is, once it is there. */
  HandlerFolder folder() {
    return folder.orElseThrow();
  }

  /** Why it is not to be had; empty while it may be. */
  Optional<ExtensionFailure> failure() {
    return failure;
  }

  /** What it waits for until it is tried again; empty if it does not. */
  Optional<String> retry() {
    return is(State.OPEN) ? attempts.waiting() : Optional.empty();
  }
}
