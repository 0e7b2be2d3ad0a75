// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * Where a key of the file goes.
 *
 * @param pid of the configuration
 * @param name of the property in it
 */
record Property(String pid, String name) {
  /** What every PID of ours begins with. */
  static final String ROOT = "org.waagent.";

  Property {
    requireNonNull(pid, "pid");
    requireNonNull(name, "name");
  }

  /** The same for all spellings of the name. A text, because hashing it is cheap at start-up. */
  String slot() {
    return pid + '/' + name.toLowerCase(Locale.ROOT);
  }
}
