// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** An archive: each of its members is cleaned; those of which nobody knows how are left out. */
final class ZipCleaner implements Cleaner {
  private static final int MOST_MEMBERS = 1000;

  private final Function<String, Optional<Cleaner>> cleaners;
  private final long most;

  /**
   * @param cleaners by name of the member; empty if it is to be left out
   * @param most bytes that are taken out of it
   */
  ZipCleaner(Function<String, Optional<Cleaner>> cleaners, long most) {
    this.cleaners = cleaners;
    this.most = most;
  }

  @Override
  public void clean(InputStream in, OutputStream out, Cuts cuts) throws IOException {
    ZipInputStream from = new ZipInputStream(in);
    ZipOutputStream to = new ZipOutputStream(out);
    try {
      members(from, new Bounded(from, most), to, cuts);
    } finally {
      to.finish();
    }
  }

  private void members(ZipInputStream from, Bounded content, ZipOutputStream to, Cuts cuts)
      throws IOException {
    int members = 0;
    for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
      Optional<Cleaner> cleaner =
          entry.isDirectory() ? Optional.empty() : cleaners.apply(entry.getName());
      if (cleaner.isEmpty()) {
        continue;
      }
      if (++members > MOST_MEMBERS || content.isSpent()) {
        throw new IOException("the archive holds more than is taken out of one");
      }
      to.putNextEntry(new ZipEntry(entry.getName()));
      cleaner.get().clean(content, to, cuts);
      to.closeEntry();
    }
  }
}
