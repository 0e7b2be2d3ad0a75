// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

/** A set of bundles cannot be started as it is. */
final class DamagedSetException extends Exception {
  private static final long serialVersionUID = 1;

  DamagedSetException(String why) {
    super(why);
  }
}
