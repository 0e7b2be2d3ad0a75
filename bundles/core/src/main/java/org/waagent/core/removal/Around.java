// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What goes besides what the core and plugins own.
 *
 * @param owner what it is told as
 * @param before goes once the agent is down
 * @param after goes when plugins have taken their part away
 */
record Around(String owner, Look before, Look after) {
  static final Around NOTHING = new Around("nobody", List::of, List::of);

  Around {
    requireNonNull(owner, "owner");
    requireNonNull(before, "before");
    requireNonNull(after, "after");
  }
}
