// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

/**
 * Permission bits of a file, as in {@code chmod}.
 *
 * @param bits 0 to 07777
 */
public record Mode(int bits) {
  /** Read and written by the owner alone: 0600. */
  public static final Mode OWNER_ONLY = new Mode(0600);

  /** A folder of the owner alone: 0700. */
  public static final Mode OWNER_FOLDER = new Mode(0700);

  /** Read by everybody: 0644. */
  public static final Mode PUBLIC = new Mode(0644);

  /** A folder everybody may read: 0755. */
  public static final Mode PUBLIC_FOLDER = new Mode(0755);

  /**
   * @throws IllegalArgumentException if the bits are not between 0 and 07777
   */
  public Mode {
    if (bits < 0 || bits > 07777) {
      throw new IllegalArgumentException("not permission bits: " + bits);
    }
  }

  /** These bits. */
  public static Mode of(int bits) {
    return new Mode(bits);
  }

  @Override
  public String toString() {
    return String.format("%04o", bits);
  }
}
