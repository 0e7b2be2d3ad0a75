// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.status;

import java.time.Duration;

/** What of status files and heartbeats the platform takes. */
public final class StatusLimits {
  /** Age of a heartbeat after which its handler counts as unresponsive. */
  public static final Duration RESPONSIVE = Duration.ofSeconds(600);

  /** Bytes of a status file that are read, piece by piece. */
  public static final int LARGEST_READ = 16 << 20;

  /** Characters a status file may have; of what a larger one says, texts are cut. */
  public static final int LARGEST_FILE = 131_072;

  /** Characters of its message. */
  public static final int LONGEST_MESSAGE = 1024;

  /** Characters of the name and of the message of each of its substatuses. */
  public static final int LONGEST_PART = 10_240;

  /**
   * Substatuses of a file that is not cut, and more: the shortest has 18 characters and a comma.
   */
  static final int MOST_WHOLE_PARTS = 7000;

  /** Substatuses. Those without a name or a message would never come to an end otherwise. */
  public static final int MOST_PARTS = 1000;

  /** Characters of a heartbeat's message. */
  public static final int LONGEST_BEAT = 4096;

  private StatusLimits() {}
}
