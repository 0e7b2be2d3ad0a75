// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/** A recorded command, running or ended, started by this agent or by an earlier one. */
@ProviderType
public interface Recorded {
  /** Process id of the group's leader. */
  long pid();

  /** When it was started, by the machine's clock. */
  Instant started();

  /** Whether it is still running. The pid alone is not trusted: its start time is compared. */
  boolean isRunning();

  /**
   * Waits for its end, without polling. Processes it left behind are not waited for.
   *
   * @param patience how long to wait
   * @return how it ended; {@link Result.TimedOut} if it still runs (it goes on); {@link
   *     Result.Lost} if it is gone and nobody wrote its exit code
   * @throws IOException if the record can't be read
   * @throws InterruptedException if the waiting thread is interrupted; the command goes on
   */
  Result await(Duration patience) throws IOException, InterruptedException;

  /** Kills the whole process group. */
  void kill();

  /**
   * Removes the record.
   *
   * @throws IOException if a file of it can't be removed
   */
  void forget() throws IOException;
}
