// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What came of verifying an archive. */
public sealed interface Verdict {
  /**
   * It may be installed.
   *
   * @param archive what was verified
   * @param trust why it is trusted
   * @param findings what its bundles use directly, which the owner allows
   */
  record Sound(FeatureArchive archive, Trust trust, List<Finding> findings) implements Verdict {
    public Sound {
      requireNonNull(archive, "archive");
      requireNonNull(trust, "trust");
      findings = List.copyOf(findings);
    }
  }

  /**
   * It may not.
   *
   * @param check which check failed
   * @param why names the entry, the range, the class
   */
  record Refused(Check check, String why) implements Verdict {
    public Refused {
      requireNonNull(check, "check");
      requireNonNull(why, "why");
    }

    @Override
    public String toString() {
      return check.failure() + ": " + why;
    }
  }

  /** Why an archive is trusted. */
  enum Trust {
    /** Its signature leads to a trusted root. */
    SIGNED,
    /** It has no signature, and the owner allows that. */
    UNSIGNED
  }
}
