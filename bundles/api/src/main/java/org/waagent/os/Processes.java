// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What runs on the machine, whoever started it. */
@ProviderType
public interface Processes {
  /** The words a process was started with; empty if it does not live, or the machine hides them. */
  List<String> commandLine(long id) throws IOException;

  /**
   * Asks a process to end (SIGTERM) and kills (SIGKILL) it if it still lives after a time. It never
   * ends the agent's own.
   *
   * @param patience how long it may take to end by itself
   * @return whether it is gone
   * @throws InterruptedException if the waiting thread is interrupted
   */
  boolean end(long id, Duration patience) throws InterruptedException;
}
