// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Something worth telling about a line.
 *
 * @param line its number; 0 for the file as a whole
 * @param weight how bad it is
 * @param text what is so, and what to write instead
 */
record Finding(int line, Weight weight, String text) implements Comparable<Finding> {
  Finding {
    requireNonNull(weight, "weight");
    requireNonNull(text, "text");
  }

  /** How bad a finding is. */
  enum Weight {
    /** As it may be; told only to those who ask. */
    NOTE,
    /** The line does not do what its writer may think. */
    WARNING,
    /** A value is not used although its key is. */
    ERROR
  }

  /** The worst weight in a list; a note if there is none. */
  static Weight worst(List<Finding> findings) {
    Weight worst = Weight.NOTE;
    for (Finding finding : findings) {
      if (finding.weight.compareTo(worst) > 0) {
        worst = finding.weight;
      }
    }
    return worst;
  }

  /** In the order of the lines; those of one line stay as they are. */
  @Override
  public int compareTo(Finding other) {
    return Integer.compare(line, other.line);
  }

  @Override
  public String toString() {
    return line == 0 ? text : "line " + line + ": " + text;
  }
}
