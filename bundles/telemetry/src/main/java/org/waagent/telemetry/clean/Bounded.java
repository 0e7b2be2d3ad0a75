// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that ends after so many bytes, however many there are. */
public final class Bounded extends FilterInputStream {
  private long left;

  /**
   * @param most bytes until it ends
   */
  public Bounded(InputStream in, long most) {
    super(in);
    this.left = most;
  }

  /** Whether it ended because of the bound. */
  boolean isSpent() {
    return left <= 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    if (left <= 0) {
      return -1;
    }
    int read = in.read(bytes, from, (int) Math.min(count, left));
    left -= Math.max(0, read);
    return read;
  }
}
