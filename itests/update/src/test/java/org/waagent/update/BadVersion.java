// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

/** What may be wrong with a bundle of a new version, and what comes of it. */
enum BadVersion {
  /** A component that waits for ever for a service. */
  Unsatisfied("WATCH", "Unsatisfied", Back.IN_PLACE),
  /** A component that can't be made. */
  Failing("SWAP", "this one never activates", Back.IN_PLACE),
  /** A check that finds an error. */
  Unhealthy("WATCH", "the trial went wrong", Back.IN_PLACE),
  /** An exception that leaves a thread. */
  Crashing("WATCH", "the thread of the trial fell over", Back.IN_PLACE),
  /** A component whose activation never ends. */
  Hanging("SWAP", "com.example.trial does not end", Back.BY_RESTART),
  /** A thread that never gives the framework's lock back. */
  Blocking("WATCH", "the framework is stuck", Back.BY_RESTART),
  /** Ever more threads. */
  Leaking("WATCH", "thread", Back.IN_PLACE),
  /** A plugin whose first round fails. */
  Broken("WATCH", "Acme.Trial", Back.IN_PLACE);

  private final String step;
  private final String word;
  private final Back back;

  BadVersion(String step, String word, Back back) {
    this.step = step;
    this.word = word;
    this.back = back;
  }

  /** The way to the set before. */
  enum Back {
    IN_PLACE,
    /** A thread that is stuck ends with its process only. */
    BY_RESTART
  }

  /** The step it fails in. */
  String step() {
    return step;
  }

  /** What the reason names. */
  String word() {
    return word;
  }

  Back back() {
    return back;
  }
}
