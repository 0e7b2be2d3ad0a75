// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A compressed file: what is in it is cleaned and compressed again. */
final class GzipCleaner implements Cleaner {
  private final Cleaner inner;
  private final long most;

  /**
   * @param most bytes that are taken out of it
   */
  GzipCleaner(Cleaner inner, long most) {
    this.inner = inner;
    this.most = most;
  }

  @Override
  public void clean(InputStream in, OutputStream out, Cuts cuts) throws IOException {
    GZIPOutputStream packed = new GZIPOutputStream(out);
    try {
      inner.clean(new Bounded(new GZIPInputStream(in), most), packed, cuts);
    } finally {
      packed.finish();
    }
  }
}
