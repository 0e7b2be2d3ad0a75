// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

/** A set of bundles does not do. */
public final class SwapException extends Exception {
  private static final long serialVersionUID = 1;

  private final Cure cure;

  SwapException(Cure cure, String reason) {
    super(requireNonNull(reason, "reason"));
    this.cure = requireNonNull(cure, "cure");
  }

  /** What helps. */
  public Cure cure() {
    return cure;
  }

  /** What helps against it. */
  public enum Cure {
    /** Starting the old bundles and stopping the new. */
    GO_BACK,
    /** A thread of the framework is stuck: only a new process. */
    RESTART
  }
}
