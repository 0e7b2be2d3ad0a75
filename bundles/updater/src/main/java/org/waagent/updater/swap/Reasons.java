// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

/** Failures in one line. */
final class Reasons {
  private static final int MOST = 500;
  private static final int DEEPEST = 5;

  private Reasons() {}

  static String of(Throwable failure) {
    StringBuilder text = new StringBuilder(failure.toString());
    Throwable cause = failure.getCause();
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      text.append(": ").append(cause);
      cause = cause.getCause();
    }
    String line = text.toString().replaceAll("\\s+", " ");
    return line.length() <= MOST ? line : line.substring(0, MOST) + "...";
  }
}
