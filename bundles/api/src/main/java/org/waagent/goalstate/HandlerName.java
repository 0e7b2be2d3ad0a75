// SPDX-License-Identifier: Apache-2.0
package org.waagent.goalstate;

import static java.util.Objects.requireNonNull;

/**
 * The full name of an extension handler, publisher and type: {@code
 * Microsoft.Azure.Extensions.CustomScript}.
 *
 * <p>The name becomes part of file names, so it is checked: letters, digits, {@code .}, {@code _}
 * and {@code -} only, starting with a letter or digit, at most 200 characters.
 *
 * @param text the name as Azure sent it
 */
public record HandlerName(String text) implements Comparable<HandlerName> {
  private static final int LONGEST = 200;

  /**
   * @throws IllegalArgumentException if the text can't be a handler name
   */
  public HandlerName {
    requireNonNull(text, "text");
    if (!isValid(text)) {
      throw new IllegalArgumentException("not a handler name: '" + text + "'");
    }
  }

  /** Whether a text can be a handler name. */
  public static boolean isValid(String text) {
    if (text.isEmpty() || text.length() > LONGEST || !isAlphanumeric(text.charAt(0))) {
      return false;
    }
    return text.chars().allMatch(c -> isAlphanumeric(c) || c == '.' || c == '_' || c == '-');
  }

  private static boolean isAlphanumeric(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  @Override
  public int compareTo(HandlerName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
