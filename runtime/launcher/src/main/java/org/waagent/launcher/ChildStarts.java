// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

/**
 * How this Java starts programs. On Linux it runs a helper program of its own first, which costs a
 * third of the time; the way of older Javas, {@code vfork}, does not. Java 23 and later are about
 * to give it up, and an unknown name would keep every program from starting.
 */
final class ChildStarts {
  static final String MECHANISM = "jdk.lang.Process.launchMechanism";
  private static final int LAST = 22;

  private ChildStarts() {}

  /**
   * To be called before the first program is started; whoever chose a way on the command line keeps
   * it.
   */
  static void quicken() {
    if (isFit(System.getProperty("os.name"), Runtime.version().feature())
        && System.getProperty(MECHANISM) == null) {
      System.setProperty(MECHANISM, "VFORK");
    }
  }

  static boolean isFit(String system, int java) {
    return system.equals("Linux") && java <= LAST;
  }
}
