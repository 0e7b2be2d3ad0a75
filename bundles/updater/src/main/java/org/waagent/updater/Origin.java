// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater;

/** Who asked for an update. */
public enum Origin {
  /** The agent found it by itself. */
  AUTO,
  /** Somebody typed a command. */
  COMMAND,
  /** It was put into the drop-in folder. */
  DROP_IN
}
