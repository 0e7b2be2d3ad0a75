// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

/** Why the agent does not go to another version. */
enum Refusal {
  /** A key of {@code waagent.conf} makes no sense. */
  CONFIGURATION(11),
  /** The feed can't be had or read. */
  FEED(12),
  /** The feed or the goal state does not have the family. */
  FAMILY(13),
  /** What the release manager asks for is incomplete or contradictory. */
  REQUEST(14),
  /** The feed does not have the version. */
  ABSENT(15),
  /** The owner of the machine does not want the version. */
  EXCLUDED(16),
  /** It was tried and came to nothing. */
  TRIED(17);

  private final int code;

  Refusal(int code) {
    this.code = code;
  }

  /** Stable number for programs. */
  int code() {
    return code;
  }
}
