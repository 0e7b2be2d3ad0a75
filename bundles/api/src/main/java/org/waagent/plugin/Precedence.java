// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

/** Where a wish comes from; a later one wins over an earlier one. */
public enum Precedence {
  /** The default in the signature of a configuration. */
  BUILT_IN,
  /** A line of {@code waagent.conf}. */
  CONFIGURATION_FILE,
  /** The provisioning medium. */
  OVF_ENVIRONMENT,
  /** The goal state. */
  GOAL_STATE
}
