// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Fails at its end if what was read is not what the digest of an entry says. */
final class CheckedStream extends FilterInputStream {
  private final String entry;
  private final String sha256;
  private final MessageDigest digest = Digests.sha256();

  CheckedStream(InputStream in, String entry, String sha256) {
    super(in);
    this.entry = entry;
    this.sha256 = sha256;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = super.read(buffer, offset, length);
    if (n >= 0) {
      digest.update(buffer, offset, n);
    } else {
      requireMatch();
    }
    return n;
  }

  /** What is skipped counts as well. */
  @Override
  public long skip(long n) throws IOException {
    return readNBytes((int) Math.min(Math.max(0, n), 8192)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** The archive goes on after this entry. */
  @Override
  public void close() {}

  private void requireMatch() throws BadArchive {
    byte[] found = ((MessageDigest) cloned()).digest();
    if (!Digests.hex(found).equals(sha256)) {
      throw new BadArchive(Check.DIGESTS, entry + " is no longer what was verified");
    }
  }

  private Object cloned() {
    try {
      return digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 can be cloned", e);
    }
  }
}
