// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

/** A request that gets no; answered as the server concerned words its errors. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String code;
  private final boolean violation;

  private Refusal(int status, String code, String message, boolean violation) {
    super(message);
    this.status = status;
    this.code = code;
    this.violation = violation;
  }

  /** The client did something wrong. */
  static Refusal wrong(int status, String code, String message) {
    return new Refusal(status, code, message, true);
  }

  /** No, but the client could not know: a matter of time, or not served by this host. */
  static Refusal innocent(int status, String code, String message) {
    return new Refusal(status, code, message, false);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  boolean isViolation() {
    return violation;
  }
}
