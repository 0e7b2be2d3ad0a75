// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.status;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Text of a file by somebody else: UTF-8, unless a mark says that it is UTF-16. */
final class Decoded {
  private static final int MARK = 2;

  private Decoded() {}

  static String text(byte[] bytes) {
    return new String(bytes, charset(bytes));
  }

  /** The same of a file that need not be in memory as a whole. */
  static Reader reader(InputStream file) throws IOException {
    BufferedInputStream marked = new BufferedInputStream(file);
    marked.mark(MARK);
    byte[] start = marked.readNBytes(MARK);
    marked.reset();
    return new InputStreamReader(marked, charset(start));
  }

  private static Charset charset(byte[] bytes) {
    if (bytes.length >= MARK) {
      int mark = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
      if (mark == 0xfeff || mark == 0xfffe) {
        // Takes the mark away and its order for that of the bytes.
        return StandardCharsets.UTF_16;
      }
    }
    return StandardCharsets.UTF_8;
  }
}
