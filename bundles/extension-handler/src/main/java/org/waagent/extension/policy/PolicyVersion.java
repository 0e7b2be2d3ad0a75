// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.policy;

/** Versions of the policy's format: one to three numbers with dots between them. */
final class PolicyVersion {
  static final String LATEST = "0.1.0";

  private static final int PARTS = 3;
  private static final int[] SUPPORTED = {0, 1, 0};

  /** More digits than that make a version that is newer than any. */
  private static final int DIGITS = 9;

  private PolicyVersion() {}

  static boolean isValid(String version) {
    String[] parts = version.split("\\.", -1);
    boolean valid = parts.length <= PARTS;
    for (String part : parts) {
      valid &= !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }
    return valid;
  }

  /** Whether this agent knows what a valid version means. */
  static boolean isSupported(String version) {
    String[] parts = version.split("\\.", -1);
    for (int i = 0; i < parts.length; i++) {
      int number = parts[i].length() > DIGITS ? Integer.MAX_VALUE : Integer.parseInt(parts[i]);
      if (number != SUPPORTED[i]) {
        return number < SUPPORTED[i];
      }
    }
    return true;
  }
}
