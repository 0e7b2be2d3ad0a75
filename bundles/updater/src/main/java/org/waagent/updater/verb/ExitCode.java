// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

/** What {@code waagent features} ends with. */
final class ExitCode {
  static final int FINE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  /** The archive may not be installed. */
  static final int REFUSED = 10;

  /** What the feature may use was shown, and nobody said yes. */
  static final int UNCONFIRMED = 11;

  /** Another update is under way, or the owner fixed what would change. */
  static final int NOT_NOW = 12;

  /** It was not healthy; the set before runs. */
  static final int WENT_BACK = 13;

  /** It is not over yet. */
  static final int GOES_ON = 14;

  private ExitCode() {}
}
