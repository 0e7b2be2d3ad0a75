// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a caller asks for.
 *
 * @param words of the command line
 */
record Request(List<String> words) {
  /** Bytes a request may have. */
  static final int MOST = 64 * 1024;

  Request {
    words = List.copyOf(words);
  }

  /**
   * Reads a request: each word ended by a NUL byte, then one more NUL.
   *
   * @throws IOException if it is too long or cut off
   */
  static Request read(ReadableByteChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MOST);
    List<String> words = new ArrayList<>();
    int start = 0;
    int at = 0;
    while (true) {
      if (at == bytes.position()) {
        fill(channel, bytes);
      }
      if (bytes.get(at) == 0) {
        if (at == start) {
          return new Request(words);
        }
        words.add(new String(bytes.array(), start, at - start, StandardCharsets.UTF_8));
        start = at + 1;
      }
      at++;
    }
  }

  /** A request nobody reads to its end. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  private static void fill(ReadableByteChannel channel, ByteBuffer bytes) throws IOException {
    if (!bytes.hasRemaining()) {
      throw new Refused("the request has more than " + MOST + " bytes");
    }
    if (channel.read(bytes) < 0) {
      throw new IOException("the request is cut off");
    }
  }
}
