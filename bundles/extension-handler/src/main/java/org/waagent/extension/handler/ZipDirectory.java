// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.ZipException;

/**
 * The directory at the end of a zip. Only it tells what kind of file an entry is, and other readers
 * of zips believe it and not what stands before each content, so both have to say the same.
 */
final class ZipDirectory {
  private static final int SIGNATURE = 0x02014b50;
  private static final int HEADER = 46;
  private static final int CRC = 16;
  private static final int NAME = 28;
  private static final int EXTRA = 30;
  private static final int COMMENT = 32;

  /** The upper half of the external attributes, which is the mode in zips made on Unix. */
  private static final int MODE = 40;

  private static final int KIND_BITS = 0170000;
  private static final int LINK = 0120000;

  private final InputStream in;

  /**
   * @param zip the whole file, which the caller closes
   * @param offset where the directory begins
   */
  ZipDirectory(InputStream zip, long offset) throws IOException {
    zip.skipNBytes(offset);
    this.in = new BufferedInputStream(zip);
  }

  /**
   * Compares with what was seen of the entries.
   *
   * @throws ZipException if it says something else, or tells of a link
   */
  void require(PackageEntries seen) throws IOException {
    for (int i = seen.count(); i > 0; i--) {
      ByteBuffer header = ByteBuffer.wrap(bytes(HEADER)).order(ByteOrder.LITTLE_ENDIAN);
      if (header.getInt(0) != SIGNATURE) {
        throw new ZipException("zip has no directory where it should be");
      }
      String name = new String(bytes(length(header, NAME)), UTF_8);
      in.skipNBytes(length(header, EXTRA) + length(header, COMMENT));
      boolean link = (header.getShort(MODE) & KIND_BITS) == LINK;
      seen.listed(name, header.getInt(CRC), link);
    }
  }

  private byte[] bytes(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("zip's directory is cut off");
    }
    return bytes;
  }

  private static int length(ByteBuffer header, int at) {
    return Short.toUnsignedInt(header.getShort(at));
  }
}
