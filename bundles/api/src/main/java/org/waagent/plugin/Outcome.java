// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** What came of a plan or of one change. Whoever reads one knows who has to do something. */
public sealed interface Outcome {
  /** What is wanted is there. Nobody has to do anything. */
  record Done() implements Outcome {}

  /**
   * It goes on by itself. Nobody has to do anything before the deadline.
   *
   * @param what what is going on
   * @param deadline when it is given up
   */
  record Running(String what, Instant deadline) implements Outcome {
    public Running {
      requireNonNull(what, "what");
      requireNonNull(deadline, "deadline");
    }
  }

  /**
   * It did not work this time. The core plans again at the time named; nobody has to do anything.
   *
   * @param why what went wrong
   * @param when when to plan again
   */
  record RetryLater(String why, Instant when) implements Outcome {
    public RetryLater {
      requireNonNull(why, "why");
      requireNonNull(when, "when");
    }
  }

  /**
   * It did not work and won't without a change of the wish or of the machine. The owner of the
   * machine has to do something; the text says what is wrong.
   *
   * @param code stable number for programs; a plugin lists its codes in its README
   * @param text for people
   */
  record Failed(int code, String text) implements Outcome {
    /** The code where a plugin threw instead of returning an outcome. */
    public static final int UNEXPECTED = -1;

    public Failed {
      requireNonNull(text, "text");
    }
  }

  /**
   * This machine or this wish is none of the plugin's concern. Nobody has to do anything.
   *
   * @param why what makes it so
   */
  record NotApplicable(String why) implements Outcome {
    public NotApplicable {
      requireNonNull(why, "why");
    }
  }

  /** {@link Done}. */
  static Outcome done() {
    return new Done();
  }

  /** Whether it is a success or of no concern. */
  default boolean isFine() {
    return this instanceof Done || this instanceof NotApplicable;
  }
}
