// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Starts programs. Every program runs in a process group of its own, with its standard input closed
 * unless the command gives one.
 */
@ProviderType
public interface Shell {
  /**
   * Runs a program to its end or its deadline, whichever comes first. At the deadline the whole
   * process group is killed.
   *
   * @return how it ended; a program that can't be started is a result too
   * @throws InterruptedException if the waiting thread is interrupted; the group is killed
   */
  Result run(Command command) throws InterruptedException;

  /**
   * For how long the calling thread has waited in {@link #run} so far, all calls together: the part
   * of what it did that was done by programs.
   */
  default Duration waited() {
    return Duration.ZERO;
  }

  /**
   * Starts a program whose lines are wanted as they come, for as long as the stream is open. The
   * deadline of the command does not count.
   *
   * @param command what to start
   * @param line gets each line of standard output, at most 64 KiB long, on a thread of the shell
   * @param closed runs once when the program ended or the stream was closed
   * @return closes the stream and kills the process group
   * @throws IOException if the program can't be started
   */
  Closeable stream(Command command, Consumer<String> line, Runnable closed) throws IOException;

  /**
   * Starts a command line that outlives the agent, through {@code /bin/sh -c}, in a session of its
   * own. A recorder around it writes pid, start time and exit code into a folder of their own, so
   * that a later agent finds it again. Nobody reads its output while it runs: it goes to files.
   *
   * @throws IOException if it can't be started or recorded
   */
  Recorded start(RecordedCommand command) throws IOException;

  /**
   * Finds a recorded command again.
   *
   * @param record the folder given when it was started
   * @return empty if nothing was recorded there
   * @throws IOException if the record can't be read
   */
  Optional<Recorded> adopt(Path record) throws IOException;

  /** Where a program of this name is on the path; empty if the machine has none. */
  Optional<Path> find(String program);
}
