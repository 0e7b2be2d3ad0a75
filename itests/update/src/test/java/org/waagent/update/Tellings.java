// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

/** How long a run may take, and what was measured in it. */
final class Tellings {
  private Tellings() {}

  /** Whether this run is one of those that take long. */
  static boolean isLong() {
    return Boolean.getBoolean("waagent.long");
  }

  static void figure(String text) {
    System.out.println("figure: " + text);
  }
}
