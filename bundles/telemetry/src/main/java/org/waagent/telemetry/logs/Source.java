// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;

/** A file being read, at the pace that is allowed. */
final class Source extends FilterInputStream {
  private final Pace pace;

  Source(InputStream in, Pace pace) {
    super(in);
    this.pace = pace;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    try {
      pace.keep();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CalledOff.because(e);
    }
    try {
      return in.read(bytes, from, count);
    } catch (ClosedByInterruptException e) {
      throw CalledOff.because(e);
    } catch (IOException e) {
      throw new SourceException(e);
    }
  }

  /** Leaves out so many bytes, or all there are if a file became shorter meanwhile. */
  void leaveOut(long bytes) throws IOException {
    try {
      in.skipNBytes(bytes);
    } catch (EOFException e) {
      return;
    } catch (IOException e) {
      throw new SourceException(e);
    }
  }
}
