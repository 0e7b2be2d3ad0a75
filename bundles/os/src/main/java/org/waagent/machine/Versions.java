// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Compares versions of systems, whatever stands in them. Numbers sort before text. */
final class Versions {
  private Versions() {}

  static int compare(String a, String b) {
    List<String> left = parts(a);
    List<String> right = parts(b);
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int difference = comparePart(left.get(i), right.get(i));
      if (difference != 0) {
        return difference;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  static boolean isBelow(String version, String limit) {
    return compare(version, limit) < 0;
  }

  private static int comparePart(String a, String b) {
    boolean number = kind(a.charAt(0)) == 0;
    boolean otherNumber = kind(b.charAt(0)) == 0;
    if (number && otherNumber) {
      return new BigInteger(a).compareTo(new BigInteger(b));
    }
    return number == otherNumber ? a.compareTo(b) : number ? -1 : 1;
  }

  /** Runs of digits, of letters, and of anything else; dots only part them. */
  private static List<String> parts(String version) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= version.length(); i++) {
      if (i == version.length() || kind(version.charAt(i)) != kind(version.charAt(from))) {
        if (version.charAt(from) != '.') {
          parts.add(version.substring(from, i));
        }
        from = i;
      }
    }
    return parts;
  }

  private static int kind(char c) {
    if (c >= '0' && c <= '9') {
      return 0;
    }
    if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
      return 1;
    }
    return c == '.' ? 2 : 3;
  }
}
