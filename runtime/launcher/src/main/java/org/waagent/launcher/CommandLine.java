// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.util.List;

/**
 * The command line, understood.
 *
 * @param command the word that won
 * @param arguments what a bundle's verb gets, as it was written
 * @param configuration path given on the command line, or null
 * @param flags flags seen, without prefix
 */
record CommandLine(
    String command, List<String> arguments, String configuration, List<String> flags) {
  static final String HELP = "help";
  static final String VERSION = "version";
  static final String DAEMON = "daemon";
  static final String START = "start";
  static final String RUN_HANDLERS = "run-exthandlers";
  static final String MAKE_ARCHIVE = "make-archive";
  static final String VERBOSE = "verbose";

  /** Whether it starts the loop in this process. */
  boolean isDaemon() {
    return command.equals(DAEMON) || command.equals(RUN_HANDLERS);
  }

  boolean verbose() {
    return flags.contains(VERBOSE);
  }
}
