// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.text;

import org.waagent.plugin.Outcome;

/** What there is to tell of an outcome. */
public final class OutcomeText {
  private OutcomeText() {}

  /** Name of the kind, as in the API. */
  public static String kind(Outcome outcome) {
    return outcome.getClass().getSimpleName();
  }

  /** What the outcome adds to its kind; empty for one that says all by itself. */
  public static String text(Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      return failed.text();
    }
    if (outcome instanceof Outcome.RetryLater later) {
      return later.why();
    }
    if (outcome instanceof Outcome.Running running) {
      return running.what();
    }
    return outcome instanceof Outcome.NotApplicable not ? not.why() : "";
  }

  /** Its number: that of a failure, else 0. */
  public static int code(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed ? failed.code() : 0;
  }
}
