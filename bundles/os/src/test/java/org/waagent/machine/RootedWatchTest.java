// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.os.Files;

class RootedWatchTest extends WatchContract {
  @TempDir private Path temporary;

  @Override
  Files files() throws IOException {
    java.nio.file.Files.createDirectories(temporary.resolve("etc/empty"));
    return new RootedFiles(new Root(temporary));
  }

  @Override
  Path folder() {
    return Path.of("/etc/empty");
  }
}
