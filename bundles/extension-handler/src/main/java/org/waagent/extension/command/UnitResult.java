// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

/**
 * What came of a unit in a pass.
 *
 * @param code 0, or an error code
 * @param message what went wrong; empty text for a success
 */
public record UnitResult(int code, String message) {
  /** It worked. */
  public static final UnitResult SUCCESS = new UnitResult(0, "");

  public UnitResult {
    message = Bounded.message(message);
  }

  /** Whether it worked. */
  public boolean isSuccess() {
    return code == 0 && message.isEmpty();
  }
}
