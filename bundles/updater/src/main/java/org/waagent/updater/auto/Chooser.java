// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

/** Who says which version is to run. */
enum Chooser {
  /** The agent itself: the newest version of the feed. */
  AGENT,
  /** The release manager of the platform, in the goal state. */
  RELEASE_MANAGER
}
