// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.status;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Text of a file by somebody else: UTF-8, unless a mark says that it is UTF-16. */
final class Decoded {
  private Decoded() {}

  static String text(byte[] bytes) {
    return new String(bytes, charset(bytes));
  }

  private static Charset charset(byte[] bytes) {
    if (bytes.length >= 2) {
      int mark = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
      if (mark == 0xfeff || mark == 0xfffe) {
        // Takes the mark away and its order for that of the bytes.
        return StandardCharsets.UTF_16;
      }
    }
    return StandardCharsets.UTF_8;
  }
}
