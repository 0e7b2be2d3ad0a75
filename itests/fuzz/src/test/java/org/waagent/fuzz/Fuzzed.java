// SPDX-License-Identifier: Apache-2.0
package org.waagent.fuzz;

/** What the fuzzer calls. It is told the name of the target first. */
public final class Fuzzed {
  // The fuzzer knows static methods only.
  private static volatile Target target;

  private Fuzzed() {}

  /** Called once, with the arguments after the class's name. */
  public static void fuzzerInitialize(String[] arguments) {
    target = Targets.named(arguments[0]);
  }

  /** Called for each input. */
  public static void fuzzerTestOneInput(byte[] input) {
    target.run(input);
  }
}
