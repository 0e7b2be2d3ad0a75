// SPDX-License-Identifier: Apache-2.0
package org.waagent.goalstate;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * The name of a certificate: SHA-1 of its DER form as 40 upper-case hexadecimal digits.
 *
 * @param hex the digits; lower case is accepted and raised
 */
public record Thumbprint(String hex) {
  private static final int DIGITS = 40;

  /**
   * @throws IllegalArgumentException if the text is not 40 hexadecimal digits
   */
  public Thumbprint {
    requireNonNull(hex, "hex");
    hex = hex.toUpperCase(Locale.ROOT);
    if (!isValid(hex)) {
      throw new IllegalArgumentException("not a thumbprint: '" + hex + "'");
    }
  }

  /** Whether a text is a thumbprint in either case. */
  public static boolean isValid(String text) {
    return text.length() == DIGITS && text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }

  @Override
  public String toString() {
    return hex;
  }
}
