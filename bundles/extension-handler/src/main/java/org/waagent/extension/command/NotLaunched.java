// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import java.io.IOException;
import java.util.List;
import org.waagent.extension.handler.CommandKind;
import org.waagent.extension.handler.ExtensionFailure;

/**
 * A command could not be started because the machine is short of something now. It is not noted as
 * run, so that it may be run again.
 */
public final class NotLaunched extends IOException {
  private static final long serialVersionUID = 1L;

  private static final List<String> SIGNS =
      List.of(
          "Resource temporarily unavailable",
          "Cannot allocate memory",
          "Text file busy",
          "Too many open files");

  private final transient ExtensionFailure failure;

  NotLaunched(CommandKind kind, String line, String why) {
    super("Could not be started: " + why + ", " + line);
    this.failure = new ExtensionFailure(kind.errorCode(), kind.operation(), getMessage());
    failure.initCause(this);
  }

  /** What it is once it is not tried again. */
  public ExtensionFailure failure() {
    return failure;
  }

  /**
   * Whether a reason may pass: EAGAIN, ENOMEM, ETXTBSY, ENFILE, EMFILE, as the Java runtime tells
   * them when it starts a program.
   */
  static boolean mayPass(String why) {
    String text = String.valueOf(why);
    for (String sign : SIGNS) {
      if (text.contains(sign)) {
        return true;
      }
    }
    return false;
  }
}
