// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.clean;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies one kind of file without what is secret in it. */
public interface Cleaner {
  /**
   * Copies to the end. Closes neither.
   *
   * @throws IOException if the file can't be read or understood any further; what was written until
   *     then is clean
   */
  void clean(InputStream in, OutputStream out, Cuts cuts) throws IOException;
}
