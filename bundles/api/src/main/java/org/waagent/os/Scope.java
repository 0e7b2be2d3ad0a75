// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import static java.util.Objects.requireNonNull;

/**
 * A group of processes of its own for one command, inside a slice that bounds and counts it. Where
 * the machine has no such groups the command runs without.
 *
 * @param unit name of the scope without its ending, unique on the machine, for example {@code
 *     enable_0f8fad5b}
 * @param slice name of the slice, for example {@code azure-vmextensions-Acme.Hello.slice}
 */
public record Scope(String unit, String slice) {
  public Scope {
    requireNonNull(unit, "unit");
    requireNonNull(slice, "slice");
  }
}
