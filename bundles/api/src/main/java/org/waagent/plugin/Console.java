// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/** Where a verb writes. Lines are passed on as they come. */
@ProviderType
public interface Console {
  /** A line of the answer. */
  void out(String line);

  /** A line about something that went wrong. */
  void err(String line);

  /** Whether the caller is still there; a verb that waits looks now and then. */
  boolean isOpen();

  /** Whether the verb runs inside a daemon, as opposed to one-shot mode. */
  boolean inDaemon();

  /**
   * Asks whoever sits at the terminal, and waits for a line.
   *
   * @param question put before the answer, without a line end
   * @return the line; empty where nobody can be asked, as in a daemon or at the end of the input
   */
  default Optional<String> ask(String question) {
    return Optional.empty();
  }

  /**
   * What happens from now on when somebody at the terminal presses the key that interrupts
   * (SIGINT). Without it the command ends. In a daemon, nobody can.
   *
   * @param answer runs on another thread and gives the exit code to end with; empty goes on
   */
  default void onInterrupt(Supplier<OptionalInt> answer) {}
}
