// SPDX-License-Identifier: Apache-2.0
package org.waagent.goalstate;

/** What Azure wants of a handler or of one of its extensions. */
public enum RequestedState {
  /** Installed and enabled. */
  ENABLED,
  /** Disabled, files kept; for one configuration of several: removed. */
  DISABLED,
  /** Disabled, uninstalled and deleted. */
  UNINSTALL
}
