// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.collect;

/** What was written is no event, for a reason that people are told. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message the reason; without a word of what was written
   */
  Refusal(String message) {
    super(message, null, false, false);
  }
}
