// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import org.waagent.plugin.Conditions;

/** What waits until {@code waagent.conf} was read names this as the target of its reference. */
final class Configured {
  static final String TARGET = "(osgi.condition.id=" + Conditions.CONFIGURED + ")";

  private Configured() {}
}
