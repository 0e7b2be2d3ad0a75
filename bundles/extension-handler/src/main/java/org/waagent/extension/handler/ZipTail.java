// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * Remembers the last bytes that were read. A zip ends with a record that tells how many entries it
 * has; the streaming reader never looks at it, so it takes a zip that was cut for a shorter one.
 */
final class ZipTail extends FilterInputStream {
  private static final int RECORD = 22;
  private static final int LONGEST_COMMENT = 65_535;
  private static final int SIZE = 1 << 17;
  private static final int COUNT_OFFSET = 10;
  private static final int DIRECTORY_OFFSET = 16;

  /** Stands in the record where there are more entries than it can hold. */
  private static final int MANY = 0xffff;

  /** Stands there where the directory begins farther on than it can tell. */
  private static final long FAR = 0xffffffffL;

  /** Where that is so, a larger record stands before it, and one that tells where that begins. */
  private static final int LOCATOR = 20;

  private static final int LARGE_RECORD = 56;
  private static final int LARGE_COUNT_OFFSET = 32;
  private static final int LARGE_DIRECTORY_OFFSET = 48;

  private final byte[] ring = new byte[SIZE];
  private long count;

  ZipTail(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    if (b >= 0) {
      ring[(int) (count++ % SIZE)] = (byte) b;
    }
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = super.read(buffer, offset, length);
    for (int i = 0; i < n; i++) {
      ring[(int) (count++ % SIZE)] = buffer[offset + i];
    }
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    long skipped = 0;
    while (skipped < n && read() >= 0) {
      skipped++;
    }
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Bytes read so far. */
  long count() {
    return count;
  }

  /**
   * Reads to the end and checks that the archive ends as it should.
   *
   * @return where its directory begins
   */
  long requireEnd(int entries) throws IOException {
    byte[] rest = new byte[8192];
    while (read(rest, 0, rest.length) >= 0) {
      continue;
    }
    long oldest = Math.max(0, count - RECORD - LONGEST_COMMENT);
    for (long at = count - RECORD; at >= oldest; at--) {
      if (isRecord(at)) {
        long listed = number(at + COUNT_OFFSET, Short.BYTES);
        if (listed == MANY) {
          listed = number(large(at) + LARGE_COUNT_OFFSET, Long.BYTES);
        }
        if (listed != entries) {
          throw new ZipException("zip lists " + listed + " entries and has " + entries);
        }
        return directory(at);
      }
    }
    throw new ZipException("not a zip, or cut off");
  }

  private boolean isRecord(long at) {
    return is(at, 5, 6);
  }

  private boolean is(long at, int third, int fourth) {
    return at(at) == 'P' && at(at + 1) == 'K' && at(at + 2) == third && at(at + 3) == fourth;
  }

  private long directory(long at) throws ZipException {
    long begin = number(at + DIRECTORY_OFFSET, Integer.BYTES);
    if (begin == FAR) {
      begin = number(large(at) + LARGE_DIRECTORY_OFFSET, Long.BYTES);
    }
    if (begin < 0 || begin > at) {
      throw new ZipException("zip has no directory where it should be");
    }
    return begin;
  }

  /** The place of the larger record; the smaller one only says that there is one. */
  private long large(long at) throws ZipException {
    long record = at - LOCATOR - LARGE_RECORD;
    if (record < Math.max(0, count - SIZE) || !is(at - LOCATOR, 6, 7) || !is(record, 6, 6)) {
      throw new ZipException("zip does not tell how many entries it has");
    }
    return record;
  }

  private long number(long at, int bytes) {
    long number = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      number = number << 8 | at(at + i);
    }
    return number;
  }

  private int at(long position) {
    return ring[(int) (position % SIZE)] & 0xff;
  }
}
