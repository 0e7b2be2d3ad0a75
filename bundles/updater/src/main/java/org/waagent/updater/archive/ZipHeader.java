// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/**
 * What stands before the content of an entry.
 *
 * @param name of the entry
 * @param offset where the header begins
 * @param flags of the format
 * @param method 0 stored, 8 deflated
 * @param crc of the content; 0 where it stands behind the content
 * @param packed size; 0 where it stands behind the content
 * @param size unpacked; 0 where it stands behind the content
 */
record ZipHeader(String name, long offset, int flags, int method, int crc, long packed, long size) {
  static final int SIGNATURE = 0x04034b50;
  static final int STORED = 0;
  static final int DEFLATED = 8;

  private static final int REST = 26;
  private static final int LONGEST_NAME = 1024;

  /** Bits that are understood: how hard it was packed, sizes come later, the name is UTF-8. */
  private static final int KNOWN_FLAGS = 0x0006 | 0x0008 | 0x0800;

  private static final int SIZES_LATER = 0x0008;

  /** Stands for a size that is told elsewhere. */
  private static final long FAR = 0xffffffffL;

  /** Reads what follows the signature. */
  static ZipHeader read(ByteSource source) throws IOException {
    long offset = source.position() - Integer.BYTES;
    ByteBuffer header = source.take(REST);
    int nameLength = unsigned(header, 22);
    if (nameLength == 0 || nameLength > LONGEST_NAME) {
      throw new ZipException("name of an entry is of no good length: " + nameLength);
    }
    String name = name(source.take(nameLength));
    source.take(unsigned(header, 24));
    ZipHeader read =
        new ZipHeader(
            name,
            offset,
            unsigned(header, 2),
            unsigned(header, 4),
            header.getInt(10),
            Integer.toUnsignedLong(header.getInt(14)),
            Integer.toUnsignedLong(header.getInt(18)));
    read.requireKnown();
    return read;
  }

  private void requireKnown() throws ZipException {
    if ((flags & ~KNOWN_FLAGS) != 0 || method != STORED && method != DEFLATED) {
      throw new ZipException("entry is packed in a way that is not known");
    }
    if (packed == FAR || size == FAR) {
      throw new ZipException("entry is too large");
    }
    if (hasSizesLater() && method == STORED) {
      throw new ZipException("entry does not tell its size");
    }
    if (method == STORED && packed != size) {
      throw new ZipException("entry has two sizes");
    }
  }

  /** A name as it stands in a zip. */
  static String name(ByteBuffer bytes) throws ZipException {
    try {
      String name = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      if (name.chars().anyMatch(Character::isISOControl)) {
        throw new ZipException("name of an entry has control characters");
      }
      return name;
    } catch (CharacterCodingException e) {
      throw new ZipException("name of an entry is not UTF-8");
    }
  }

  static int unsigned(ByteBuffer buffer, int at) {
    return Short.toUnsignedInt(buffer.getShort(at));
  }

  /** Whether checksum and sizes stand behind the content. */
  boolean hasSizesLater() {
    return (flags & SIZES_LATER) != 0;
  }

  /** The same with checksum and sizes as they were found. */
  ZipHeader with(int foundCrc, long foundPacked, long foundSize) {
    return new ZipHeader(name, offset, flags, method, foundCrc, foundPacked, foundSize);
  }
}
