// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

/** What was measured, for who reads the output of the tests. */
final class Figures {
  /** The long run is for a quiet machine; another one is given three times as long. */
  static final int PATIENCE = isLong() ? 1 : 3;

  private Figures() {}

  /** Whether this run is one of those that take long. */
  static boolean isLong() {
    return Boolean.getBoolean("waagent.long");
  }

  static void tell(String figure) {
    System.out.println("figure: " + figure);
  }
}
