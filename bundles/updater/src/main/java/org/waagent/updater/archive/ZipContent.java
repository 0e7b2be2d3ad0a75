// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** The content of one entry after another. */
final class ZipContent extends InputStream {
  private final ByteSource source;
  private final ZipLimits limits;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private ZipHeader header;
  private long begin;
  private long size;
  private long total;

  ZipContent(ByteSource source, ZipLimits limits) {
    this.source = source;
    this.limits = limits;
  }

  void begin(ZipHeader next) {
    header = next;
    begin = source.position();
    size = 0;
    crc.reset();
    inflater.reset();
  }

  int crc() {
    return (int) crc.getValue();
  }

  long packed() {
    return source.position() - begin;
  }

  long size() {
    return size;
  }

  void drain() throws IOException {
    byte[] rest = new byte[8192];
    while (read(rest, 0, rest.length) >= 0) {
      continue;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int n =
        header.method() == ZipHeader.STORED
            ? stored(to, offset, length)
            : source.inflate(inflater, to, offset, length);
    if (n <= 0) {
      return -1;
    }
    crc.update(to, offset, n);
    size += n;
    total += n;
    requireNoBomb();
    return n;
  }

  private int stored(byte[] to, int offset, int length) throws IOException {
    long left = header.size() - size;
    return left == 0 ? 0 : source.read(to, offset, (int) Math.min(left, length));
  }

  private void requireNoBomb() throws ZipException {
    boolean bomb =
        total > ZipLimits.RATIO_COUNTS_FROM
            && total / Math.max(1, source.position()) > ZipLimits.MOST_RATIO;
    if (bomb || total > limits.unpacked()) {
      throw new ZipException("unpacks to more than it may, " + total + " bytes");
    }
  }

  /** Frees what is packed with; nothing can be read after it. */
  @Override
  public void close() {
    inflater.end();
  }
}
