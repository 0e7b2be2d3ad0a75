// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import java.io.IOException;
import java.io.OutputStream;
import org.osgi.annotation.versioning.ProviderType;

/** A file being written. Closing it without {@link #commit} leaves no trace. */
@ProviderType
public abstract class NewFile extends OutputStream {
  /**
   * Syncs what was written and puts it in its place.
   *
   * @throws IOException if that failed; the former file, if any, is still there
   */
  public abstract void commit() throws IOException;
}
