// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.ZipException;

/**
 * The directory at the end of a zip. Other readers believe it and not what stands before each
 * content, so both have to say the same.
 */
final class ZipDirectory {
  private static final int SIGNATURE = 0x02014b50;
  private static final int REST = 42;
  private static final int END = 0x06054b50;
  private static final int END_REST = 18;
  private static final int KIND_BITS = 0170000;
  private static final int NO_KIND = 0;
  private static final int FILE = 0100000;
  private static final int LINK = 0120000;

  private final ByteSource source;
  private final List<ZipHeader> seen;

  /**
   * @param source from where the directory begins
   * @param seen the entries before it
   */
  ZipDirectory(ByteSource source, List<ZipHeader> seen) {
    this.source = source;
    this.seen = seen;
  }

  /**
   * Reads it to the end of the zip.
   *
   * @param signature the first four bytes, which were read already
   */
  void require(int signature) throws IOException {
    long begin = source.position() - Integer.BYTES;
    int next = signature;
    for (ZipHeader entry : seen) {
      if (next != SIGNATURE) {
        throw new ZipException("directory lacks " + entry.name());
      }
      requireSame(entry);
      next = source.take(Integer.BYTES).getInt(0);
    }
    if (next != END) {
      throw new ZipException("directory lists more than there is");
    }
    end(begin, source.position() - Integer.BYTES - begin);
  }

  private void requireSame(ZipHeader entry) throws IOException {
    ByteBuffer header = source.take(REST);
    String name = ZipHeader.name(source.take(ZipHeader.unsigned(header, 24)));
    source.take(ZipHeader.unsigned(header, 26));
    source.take(ZipHeader.unsigned(header, 28));
    ZipHeader listed =
        new ZipHeader(
            name,
            Integer.toUnsignedLong(header.getInt(38)),
            ZipHeader.unsigned(header, 4),
            ZipHeader.unsigned(header, 6),
            header.getInt(12),
            Integer.toUnsignedLong(header.getInt(16)),
            Integer.toUnsignedLong(header.getInt(20)));
    if (!listed.equals(entry)) {
      throw new ZipException("directory says something else of " + entry.name());
    }
    // The upper half of the attributes is the kind and mode where the zip was made on Unix.
    int kind = ZipHeader.unsigned(header, 36) & KIND_BITS;
    // Some makers of jars give folders a mode that is none.
    if (name.endsWith("/") ? kind == LINK : kind != NO_KIND && kind != FILE) {
      throw new ZipException("entry is a link, or no plain file: " + name);
    }
  }

  private void end(long begin, long length) throws IOException {
    ByteBuffer record = source.take(END_REST);
    boolean agrees =
        record.getInt(0) == 0
            && ZipHeader.unsigned(record, 4) == seen.size()
            && ZipHeader.unsigned(record, 6) == seen.size()
            && Integer.toUnsignedLong(record.getInt(8)) == length
            && Integer.toUnsignedLong(record.getInt(12)) == begin;
    if (!agrees) {
      throw new ZipException("end says something else than what is there");
    }
    source.take(ZipHeader.unsigned(record, 16));
    if (!source.isAtEnd()) {
      throw new ZipException("something follows the end");
    }
  }
}
