// SPDX-License-Identifier: Apache-2.0
package org.waagent.rules.broken.one.too.deep;

/** Lies in a package that is too deep. */
public final class Deep {
  static final int FINE = 1;
}
