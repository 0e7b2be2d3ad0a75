// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.collect;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Text others wrote, in whatever encoding. */
final class Bytes {
  private Bytes() {}

  /** UTF-8, or UTF-16 where a byte order mark says so; wrong bytes become U+FFFD. */
  static String text(byte[] content) {
    if (begins(content, 0xEF, 0xBB, 0xBF)) {
      return from(content, 3, StandardCharsets.UTF_8);
    }
    if (begins(content, 0xFF, 0xFE)) {
      return from(content, 2, StandardCharsets.UTF_16LE);
    }
    if (begins(content, 0xFE, 0xFF)) {
      return from(content, 2, StandardCharsets.UTF_16BE);
    }
    return from(content, 0, StandardCharsets.UTF_8);
  }

  private static String from(byte[] content, int start, Charset charset) {
    return new String(content, start, content.length - start, charset);
  }

  private static boolean begins(byte[] content, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= content.length || (content[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
