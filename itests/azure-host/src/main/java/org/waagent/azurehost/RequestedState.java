// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.util.Locale;

/** What Azure wants an extension to be. */
public enum RequestedState {
  ENABLED,
  DISABLED,
  UNINSTALL;

  /** The word of the goal state documents. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
