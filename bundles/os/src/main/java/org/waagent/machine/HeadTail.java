// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Keeps the beginning and the end of a stream of any length. */
final class HeadTail {
  /** Bytes kept of each end where nobody says otherwise. */
  static final int EACH = 64 * 1024;

  private final int each;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private byte[] ring = {};
  private long total;

  HeadTail(int each) {
    this.each = each;
  }

  void add(byte[] bytes, int count) {
    int toHead = Math.min(count, each - head.size());
    head.write(bytes, 0, toHead);
    total += toHead;
    if (count > toHead && ring.length == 0) {
      ring = new byte[each];
    }
    for (int i = toHead; i < count; ) {
      int at = (int) ((total - each) % each);
      int run = Math.min(count - i, each - at);
      System.arraycopy(bytes, i, ring, at, run);
      total += run;
      i += run;
    }
  }

  /** Counts bytes that were not even looked at, between the head and what is added after this. */
  void skip(long count) {
    if (head.size() < each) {
      throw new IllegalStateException("the head is not full yet");
    }
    ring = ring.length == 0 ? new byte[each] : ring;
    total += count;
  }

  String text() {
    long rest = total - head.size();
    if (rest == 0) {
      return text(head.toByteArray());
    }
    if (rest <= each) {
      head.write(ring, 0, (int) rest);
      return text(head.toByteArray());
    }
    int at = (int) ((total - each) % each);
    byte[] tail = new byte[each];
    System.arraycopy(ring, at, tail, 0, each - at);
    System.arraycopy(ring, 0, tail, each - at, at);
    return text(head.toByteArray())
        + "\n[... "
        + (rest - each)
        + " bytes left out ...]\n"
        + text(tail);
  }

  /** UTF-8, with a backslash escape for each byte that is none. */
  static String text(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    StringBuilder text = new StringBuilder(bytes.length);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      text.append(out.flip());
      out.clear();
      if (result.isUnderflow()) {
        return text.toString();
      }
      for (int i = 0; i < result.length(); i++) {
        text.append(String.format("\\x%02x", in.get()));
      }
    }
  }
}
