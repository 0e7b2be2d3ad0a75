// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.history;

/**
 * What the history may take on disk, whatever arrives.
 *
 * @param items goal states kept
 * @param odd sets of documents kept that could not be understood
 * @param files in one goal state's folder
 * @param document bytes of one document; the rest of a longer one is left out
 * @param total bytes of all together
 */
record Bounds(int items, int odd, int files, int document, long total) {
  private static final int MIB = 1024 * 1024;

  static final Bounds USUAL = new Bounds(50, 10, 64, 4 * MIB, 64L * MIB);
}
