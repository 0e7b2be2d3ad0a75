// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.os.Files;

/** The contract where the kernel follows the links: below {@code /} itself. */
class MachineFilesTest extends FilesContract {
  @TempDir private Path temporary;

  @Override
  Files files() {
    return new RootedFiles(new Root(Path.of("/")));
  }

  @Override
  Path folder() {
    return temporary;
  }
}
