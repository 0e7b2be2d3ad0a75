// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

/** One thing that tells whether bundles that were just started are well. */
@FunctionalInterface
interface Sign {
  /** Looks, and hardly waits. */
  Reading read();

  /** What it tells. */
  sealed interface Reading {
    /** All is well. */
    Reading GOOD = new Good();

    /** All is well. */
    record Good() implements Reading {}

    /**
     * It has yet to become well; at the deadline it counts as bad.
     *
     * @param cure what helps then
     */
    record Waiting(String why, SwapException.Cure cure) implements Reading {
      public Waiting {
        requireNonNull(why, "why");
        requireNonNull(cure, "cure");
      }

      Waiting(String why) {
        this(why, SwapException.Cure.GO_BACK);
      }
    }

    /** It won't become well. */
    record Bad(String why) implements Reading {
      public Bad {
        requireNonNull(why, "why");
      }
    }
  }
}
