// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** Bytes that are read once, with the place where they are. */
final class ByteSource {
  private final InputStream in;
  private final byte[] buffer = new byte[8192];
  private final long most;
  private int next;
  private int end;
  private long before;

  /**
   * @param in where they come from; the caller closes it
   * @param most how many there may be
   */
  ByteSource(InputStream in, long most) {
    this.in = in;
    this.most = most;
  }

  /** How many were read. */
  long position() {
    return before + next;
  }

  private boolean fill() throws IOException {
    before += end;
    next = 0;
    end = Math.max(0, in.read(buffer));
    if (before + end > most) {
      throw new ZipException("zip is larger than " + most + " bytes");
    }
    return end > 0;
  }

  /** Whether there is nothing more. */
  boolean isAtEnd() throws IOException {
    return next == end && !fill();
  }

  /**
   * Reads some.
   *
   * @return how many, at least one
   */
  int read(byte[] to, int offset, int length) throws IOException {
    if (isAtEnd()) {
      throw new EOFException("zip is cut off at " + position());
    }
    int n = Math.min(length, end - next);
    System.arraycopy(buffer, next, to, offset, n);
    next += n;
    return n;
  }

  /** Reads so many, as they stand in a zip. */
  ByteBuffer take(int length) throws IOException {
    byte[] bytes = new byte[length];
    for (int have = 0; have < length; ) {
      have += read(bytes, have, length - have);
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Unpacks some.
   *
   * @return how many bytes came out; none only when the inflater is done
   */
  int inflate(Inflater inflater, byte[] to, int offset, int length) throws IOException {
    try {
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          if (isAtEnd()) {
            throw new EOFException("zip is cut off at " + position());
          }
          inflater.setInput(buffer, next, end - next);
        }
        int n = inflater.inflate(to, offset, length);
        next = end - inflater.getRemaining();
        if (n > 0) {
          return n;
        }
        if (inflater.needsDictionary()) {
          throw new ZipException("packed with a dictionary");
        }
      }
      return 0;
    } catch (DataFormatException e) {
      throw new ZipException("packed wrongly: " + e.getMessage());
    }
  }
}
