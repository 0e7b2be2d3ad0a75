// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.cms;

import java.io.EOFException;
import java.io.IOException;
import org.bouncycastle.asn1.ASN1Primitive;

/**
 * Reads DER and BER that came from elsewhere. The library reads nested values by recursion, so
 * their depth is looked at first.
 */
final class Der {
  private static final int DEEPEST = 64;
  private static final int CONSTRUCTED = 0x20;
  private static final int MORE = 0x80;
  private static final int LONG_TAG = 0x1f;

  private final byte[] bytes;
  private final int[] ends = new int[DEEPEST];
  private int depth;
  private int at;

  private Der(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @param what it is, for messages
   * @throws IOException with that name and a reason
   */
  static ASN1Primitive read(String what, byte[] bytes) throws IOException {
    try {
      check(bytes);
      ASN1Primitive read = ASN1Primitive.fromByteArray(bytes);
      if (read == null) {
        throw new IOException("it is empty");
      }
      return read;
    } catch (EOFException e) {
      // The library gives no reason for this one.
      throw new IOException("not " + what + ": it ends too early", e);
    } catch (IOException e) {
      throw new IOException("not " + what + ": " + e.getMessage(), e);
    }
  }

  /**
   * Looks at the depth only; whether the rest holds is the library's matter.
   *
   * @throws IOException if values are nested too deep
   */
  static void check(byte[] bytes) throws IOException {
    Der der = new Der(bytes);
    while (der.at < bytes.length) {
      if (!der.value()) {
        return;
      }
    }
  }

  /** Steps over a header, or a whole value without parts; false where the bytes make no sense. */
  private boolean value() throws IOException {
    leave();
    int tag = next();
    if ((tag & LONG_TAG) == LONG_TAG) {
      int part = next();
      while (part >= MORE) {
        part = next();
      }
    }
    int length = length();
    if (length < -1 || length > bytes.length - at) {
      return false;
    }
    boolean endOfContents = tag == 0 && length == 0;
    if (endOfContents) {
      depth = Math.max(0, depth - 1);
    } else if ((tag & CONSTRUCTED) != 0) {
      enter(length);
    } else if (length < 0) {
      return false;
    } else {
      at += length;
    }
    return true;
  }

  private void enter(int length) throws IOException {
    if (depth == DEEPEST) {
      throw new IOException("ASN.1 is nested deeper than " + DEEPEST + " at byte " + at);
    }
    ends[depth++] = length < 0 ? Integer.MAX_VALUE : at + length;
  }

  private void leave() {
    while (depth > 0 && ends[depth - 1] <= at) {
      depth--;
    }
  }

  /** The length; -1 for one that is told at the end, -2 for one that can't be. */
  private int length() {
    int first = next();
    if (first < MORE) {
      return first;
    }
    int count = first - MORE;
    if (count == 0) {
      return -1;
    }
    long length = 0;
    for (int i = 0; i < count; i++) {
      length = Math.min(length << 8 | next(), Integer.MAX_VALUE);
    }
    return length >= Integer.MAX_VALUE ? -2 : (int) length;
  }

  private int next() {
    return at < bytes.length ? bytes[at++] & 0xff : 0;
  }
}
