// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A word of the command line, {@code waagent <name>}. Publish it as a service with the component
 * properties {@link #NAME}, {@link #HELP} and {@link #NEEDS}; the list that {@code waagent help}
 * prints is made from those properties when the feature is assembled, without starting a bundle.
 */
@ConsumerType
public interface Verb {
  /** Component property: the word. */
  String NAME = "waagent.verb";

  /** Component property: one line of help. */
  String HELP = "waagent.verb.help";

  /** Component property: the name of a {@link Need} in lower case. */
  String NEEDS = "waagent.verb.needs";

  /**
   * Runs it.
   *
   * @param arguments what stands behind the word
   * @param console where to write; closed by the caller
   * @return exit code: 0 fine, 1 failed, 2 wrong arguments, or one of the verb's own
   * @throws Exception is printed as one line and makes exit code 1
   */
  int run(List<String> arguments, Console console) throws Exception;

  /** What a verb runs in. */
  enum Need {
    /** Only inside a running daemon. */
    DAEMON,
    /** Only without one: the bundles are started for this one command, with no loop. */
    ONE_SHOT,
    /** Inside the daemon if there is one, else for this one command. */
    EITHER
  }
}
