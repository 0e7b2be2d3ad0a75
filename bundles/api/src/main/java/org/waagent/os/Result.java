// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** How a program ended. */
public sealed interface Result {
  /** What it wrote until then. */
  Output output();

  /**
   * It ended by itself.
   *
   * @param code exit code; 128 plus the number of the signal that ended it
   * @param output what it wrote
   * @param took how long it ran
   */
  record Exited(int code, Output output, Duration took) implements Result {
    public Exited {
      requireNonNull(output, "output");
      requireNonNull(took, "took");
    }
  }

  /**
   * Its time was over.
   *
   * @param limit the time it had
   * @param output what it wrote until then
   */
  record TimedOut(Duration limit, Output output) implements Result {
    public TimedOut {
      requireNonNull(limit, "limit");
      requireNonNull(output, "output");
    }
  }

  /**
   * It is gone and left no exit code: it was killed, or the machine stopped.
   *
   * @param output what it wrote until then
   */
  record Lost(Output output) implements Result {
    public Lost {
      requireNonNull(output, "output");
    }
  }

  /**
   * It could not be started.
   *
   * @param why the reason, for people
   */
  record NotStarted(String why) implements Result {
    public NotStarted {
      requireNonNull(why, "why");
    }

    @Override
    public Output output() {
      return Output.NONE;
    }
  }

  /** Whether it ended by itself with exit code 0. */
  default boolean isSuccess() {
    return this instanceof Exited exited && exited.code() == 0;
  }
}
