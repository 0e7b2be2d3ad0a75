// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.util.List;
import java.util.Map;

/**
 * Where the installed launcher enters that of a set, found by name in a class loader of its own: so
 * the name of the class, the signature, and what is given stay as they are in every version. Only
 * types of Java cross it. What is given may become more; what a launcher does not know it passes
 * over, and what it misses it does without. See {@link Start}.
 */
public final class Entrance {
  private Entrance() {}

  /**
   * Runs a command line.
   *
   * @param arguments of {@code bin/waagent}
   * @param given the start, the set that was chosen for it, and for a daemon whom to tell
   * @return the exit code
   */
  public static int enter(List<String> arguments, Map<String, Object> given) {
    return Main.run(arguments, Terminal.ofProcess(), given);
  }
}
