// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

/** What the pid file asks about another process. */
interface Processes {
  /** Whether that process lives and is an agent, ours or another make. */
  boolean isAgent(long pid);
}
