// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.waagent.os.Files;

/** Text of the system's small files. */
record Source(Files files) {
  private static final int MOST = 64 * 1024;

  /** Empty if there is no such file. */
  Optional<String> text(String file) throws IOException {
    return isThere(file) ? Optional.of(files.readText(Path.of(file), MOST)) : Optional.empty();
  }

  boolean isThere(String file) {
    return files.exists(Path.of(file));
  }
}
