// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

/** A command that can't go on: one line for stderr and the exit code that belongs to it. */
final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final Usage usage;

  CommandException(int exitCode, String message) {
    this(exitCode, message, Usage.SILENT);
  }

  CommandException(int exitCode, String message, Usage usage) {
    super(message);
    this.exitCode = exitCode;
    this.usage = usage;
  }

  int exitCode() {
    return exitCode;
  }

  Usage usage() {
    return usage;
  }

  /** Where the usage line goes after the message. */
  enum Usage {
    SILENT,
    STDOUT,
    STDERR
  }
}
