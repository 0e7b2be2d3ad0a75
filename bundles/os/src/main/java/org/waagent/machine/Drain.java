// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.io.InputStream;

/**
 * Takes what a program has written so far. Never blocks: a process that the program left behind may
 * hold the other end of the pipe for ever.
 */
final class Drain {
  private final InputStream pipe;
  private final HeadTail kept = new HeadTail(HeadTail.EACH);
  private final byte[] buffer = new byte[8192];

  Drain(InputStream pipe) {
    this.pipe = pipe;
  }

  /** Returns whether there was something. */
  boolean take() {
    try {
      int there = pipe.available();
      for (int left = there; left > 0; ) {
        int count = pipe.read(buffer, 0, Math.min(left, buffer.length));
        if (count < 0) {
          break;
        }
        kept.add(buffer, count);
        left -= count;
      }
      return there > 0;
    } catch (IOException e) {
      // The pipe is gone, and with it everything that could still come.
      return false;
    }
  }

  String text() {
    return kept.text();
  }
}
