// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.collect;

/** What was written is no event, for a reason that people are told. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean oversized;

  /**
   * @param message the reason; without a word of what was written
   */
  Refusal(String message) {
    this(message, false);
  }

  private Refusal(String message, boolean oversized) {
    super(message, null, false, false);
    this.oversized = oversized;
  }

  /** An event that is whole, but more than is taken. */
  static Refusal oversized(String message) {
    return new Refusal(message, true);
  }

  boolean isOversized() {
    return oversized;
  }
}
