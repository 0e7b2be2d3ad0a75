// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

/**
 * Bounds of one collection.
 *
 * @param file bytes of one file; of a longer log the end is taken
 * @param total bytes of all members before they are compressed
 * @param members how many files
 * @param errors how many files may fail to be read before the rest is given up
 * @param free bytes that must be free where the archive is written
 */
record Limits(long file, long total, int members, int errors, long free) {
  private static final long MIB = 1 << 20;

  /** What the platform's support expects. */
  static final Limits USUAL = new Limits(30 * MIB, 150 * MIB, 3000, 8, 170 * MIB);
}
