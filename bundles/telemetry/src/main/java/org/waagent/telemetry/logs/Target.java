// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The archive being written. */
final class Target {
  private final ZipOutputStream zip;
  private long size;

  /**
   * @param out where the archive goes; not closed by this
   */
  Target(OutputStream out) {
    this.zip = new ZipOutputStream(new Checked(out));
  }

  /** Begins a member; what is written is added to it. */
  OutputStream begin(String name, long modifiedMillis) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(modifiedMillis);
    zip.putNextEntry(entry);
    size = 0;
    return new Content();
  }

  /**
   * Ends a member.
   *
   * @return how many bytes were added to it
   */
  long end() throws IOException {
    zip.closeEntry();
    return size;
  }

  void finish() throws IOException {
    zip.finish();
  }

  /** The content of the member that was begun last. Closing it has no effect. */
  private final class Content extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      zip.write(b);
      size++;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      zip.write(bytes, from, count);
      size += count;
    }
  }

  /** Makes a failure to write different from one to read. */
  private static final class Checked extends OutputStream {
    private final OutputStream out;

    Checked(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      try {
        out.write(bytes, from, count);
      } catch (ClosedByInterruptException e) {
        throw CalledOff.because(e);
      } catch (IOException e) {
        throw new ArchiveException(e);
      }
    }
  }
}
