// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * Something in a partner's bundle that passes the ports by, or that its feature does not declare.
 *
 * @param bundle symbolic name
 * @param place for example {@code com.acme.Motd.plan}, or a file of the bundle
 * @param what for example {@code calls java.io.File.delete}
 */
public record Finding(String bundle, String place, String what) implements Comparable<Finding> {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::bundle)
          .thenComparing(Finding::place)
          .thenComparing(Finding::what);

  public Finding {
    requireNonNull(bundle, "bundle");
    requireNonNull(place, "place");
    requireNonNull(what, "what");
  }

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return bundle + ": " + place + " " + what;
  }
}
