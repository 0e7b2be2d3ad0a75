// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.util.Locale;
import org.waagent.plugin.Verb;

/**
 * What the assembly noted about a verb: name, need and help, parted by tabs.
 *
 * @param name the word of the command line
 * @param need what it runs in
 * @param help one line
 */
record VerbLine(String name, String need, String help) {
  static final String DAEMON = "daemon";
  static final String ONE_SHOT = "one_shot";

  /** Reads a line of a {@code .verbs} file; null for one that has not three fields. */
  static VerbLine parse(String line) {
    int first = line.indexOf('\t');
    int second = line.indexOf('\t', first + 1);
    if (first <= 0 || second < 0) {
      return null;
    }
    String need = line.substring(first + 1, second).toLowerCase(Locale.ROOT);
    return new VerbLine(line.substring(0, first), need, line.substring(second + 1));
  }

  /** The service filter that finds it. */
  String filter() {
    return "(" + Verb.NAME + "=" + name + ")";
  }
}
