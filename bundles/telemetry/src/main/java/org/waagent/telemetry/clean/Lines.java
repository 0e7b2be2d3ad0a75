// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lines of a file, each byte a character, so that any encoding that contains ASCII goes through
 * unchanged. Of a line that is too long there is only the beginning.
 */
final class Lines {
  static final int LONGEST = 256 * 1024;
  private static final int BUFFER = 16 * 1024;
  private static final int SMALL = 512;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int filled;
  private byte[] line = new byte[SMALL];
  private int length;
  private boolean cut;
  private boolean ended;

  Lines(InputStream in) {
    this.in = in;
  }

  /** The next line without its end; {@code null} behind the last. */
  String next() throws IOException {
    length = 0;
    cut = false;
    ended = false;
    while (!ended) {
      if (at == filled && !fill()) {
        return length == 0 ? null : text();
      }
      take();
    }
    return text();
  }

  /** Whether the rest of the last line was too much. */
  boolean wasCut() {
    return cut;
  }

  /** Whether the last line had an end. */
  boolean hadEnd() {
    return ended;
  }

  private boolean fill() throws IOException {
    at = 0;
    filled = Math.max(0, in.read(buffer, 0, BUFFER));
    return filled > 0;
  }

  private void take() {
    int end = at;
    while (end < filled && buffer[end] != '\n') {
      end++;
    }
    int count = Math.min(end - at, LONGEST - length);
    cut |= count < end - at;
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.min(LONGEST, Math.max(length + count, 2 * line.length)));
    }
    System.arraycopy(buffer, at, line, length, count);
    length += count;
    ended = end < filled;
    at = ended ? end + 1 : end;
  }

  private String text() {
    return new String(line, 0, length, StandardCharsets.ISO_8859_1);
  }
}
