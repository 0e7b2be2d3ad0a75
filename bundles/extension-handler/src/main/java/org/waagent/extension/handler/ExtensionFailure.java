// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

/** Something about one extension did not work; the others are not concerned. */
public final class ExtensionFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final int exitCode;
  private final String operation;

  /**
   * @param code one of the platform's error codes
   * @param operation the platform's word for what was tried
   * @param message for people
   */
  public ExtensionFailure(int code, String operation, String message) {
    this(code, code, operation, message);
  }

  /**
   * @param code one of the platform's error codes
   * @param exitCode what later commands are told of it
   * @param operation the platform's word for what was tried
   * @param message for people
   */
  public ExtensionFailure(int code, int exitCode, String operation, String message) {
    super(Redaction.of(message));
    this.code = code;
    this.exitCode = exitCode;
    this.operation = operation;
  }

  /** One of the platform's error codes. */
  public int code() {
    return code;
  }

  /** Exit code of the command; the error code where there is none. */
  public int exitCode() {
    return exitCode;
  }

  /** The platform's word for what was tried. */
  public String operation() {
    return operation;
  }
}
