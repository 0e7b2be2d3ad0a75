// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

/** What {@code waagent} ends with. A verb of a bundle may have codes of its own from 10 upwards. */
final class ExitCode {
  static final int FINE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int NO_CONFIGURATION = 3;
  static final int NOT_ROOT = 4;
  static final int NO_DAEMON = 5;
  static final int NOT_INSTALLED = 6;

  private ExitCode() {}
}
