// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/** What is to be done about the agent's version now. */
sealed interface Decision {
  /**
   * Updates are off: nothing is fetched.
   *
   * @param why for people
   */
  record Off(String why) implements Decision {
    public Off {
      requireNonNull(why, "why");
    }
  }

  /**
   * The right version runs.
   *
   * @param why for people
   * @param again when to look again; empty: with the next goal state
   */
  record Settled(String why, Optional<Instant> again) implements Decision {
    public Settled {
      requireNonNull(why, "why");
      requireNonNull(again, "again");
    }
  }

  /** The feed has to be asked first. */
  record Look() implements Decision {}

  /**
   * An update is due later.
   *
   * @param release what will be taken
   * @param until not before
   * @param why for people
   * @param trouble why the last attempt came to nothing; empty if there was none
   */
  record Wait(Release release, Instant until, String why, Optional<String> trouble)
      implements Decision {
    public Wait {
      requireNonNull(release, "release");
      requireNonNull(until, "until");
      requireNonNull(why, "why");
      requireNonNull(trouble, "trouble");
    }
  }

  /**
   * An update is due.
   *
   * @param release what to take
   * @param down whether it is older than what runs
   * @param announcement for the log, in the words that are known from the platform's agent
   */
  record Update(Release release, boolean down, String announcement) implements Decision {
    public Update {
      requireNonNull(release, "release");
      requireNonNull(announcement, "announcement");
    }
  }

  /**
   * It can't be done.
   *
   * @param kind of the reason
   * @param text for people
   * @param again when to look again; empty: with the next goal state
   */
  record Refused(Refusal kind, String text, Optional<Instant> again) implements Decision {
    public Refused {
      requireNonNull(kind, "kind");
      requireNonNull(text, "text");
      requireNonNull(again, "again");
    }
  }
}
