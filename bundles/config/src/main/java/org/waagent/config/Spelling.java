// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the key that was probably meant. */
final class Spelling {
  private Spelling() {}

  /**
   * The nearest of the candidates, if it is near; the first in the alphabet of equally near ones.
   */
  static Optional<String> suggest(String key, Collection<String> candidates) {
    String meant = null;
    int least = Math.min(Math.max(2, key.length() / 6), key.length() / 3) + 1;
    for (String candidate : new TreeSet<>(candidates)) {
      int distance = lacksOnlySection(key, candidate) ? 1 : distance(lower(key), lower(candidate));
      if (distance < least) {
        least = distance;
        meant = candidate;
      }
    }
    return Optional.ofNullable(meant);
  }

  private static boolean lacksOnlySection(String key, String candidate) {
    int dot = candidate.indexOf('.');
    return key.length() > 3 && dot > 0 && candidate.substring(dot + 1).equalsIgnoreCase(key);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Insertions, deletions, replacements and swaps of neighbours from one text to the other. */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int differs = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + differs);
        if (swapped(a, i, b, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }

  private static boolean swapped(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
