// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import static java.util.Objects.requireNonNull;

import java.util.function.UnaryOperator;

/**
 * What happens at the end of a command besides what always does.
 *
 * @param ended is run when the command has ended, before what came of it is noted: what only waited
 *     for its process need not wait any longer
 * @param worked what to note besides, in the same write, where the command was run and works
 */
public record Afterwards(Runnable ended, UnaryOperator<Journal> worked) {
  /** Nothing. */
  static final Afterwards NOTHING = new Afterwards(() -> {}, journal -> journal);

  public Afterwards {
    requireNonNull(ended, "ended");
    requireNonNull(worked, "worked");
  }
}
