// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.timeline;

import org.waagent.plugin.Outcome;

/** How a span ended. */
public enum Result {
  RUNNING("running"),
  DONE("done"),
  /** It goes on elsewhere, or is tried again. */
  LATER("later"),
  FAILED("failed"),
  /** None of its concern. */
  NOT_NEEDED("not needed"),
  /** What it builds on was not done. */
  LEFT_OUT("left out");

  private final String word;

  Result(String word) {
    this.word = word;
  }

  /** What an outcome makes of a span. */
  public static Result of(Outcome outcome) {
    if (outcome instanceof Outcome.Done) {
      return DONE;
    }
    if (outcome instanceof Outcome.Failed) {
      return FAILED;
    }
    return outcome instanceof Outcome.NotApplicable ? NOT_NEEDED : LATER;
  }

  /** The result of a word; {@link #LATER} for one nobody knows. */
  static Result of(String word) {
    for (Result result : values()) {
      if (result.word.equals(word)) {
        return result;
      }
    }
    return LATER;
  }

  String word() {
    return word;
  }
}
