// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import org.waagent.plugin.Outcome;

/** Outcomes in words. */
final class Words {
  private Words() {}

  /** Name of the kind, as in the API. */
  static String kind(Outcome outcome) {
    return outcome.getClass().getSimpleName();
  }

  /** What the outcome adds to its kind; empty for one that says all by itself. */
  static String text(Outcome outcome) {
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
  static int code(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed ? failed.code() : 0;
  }
}
