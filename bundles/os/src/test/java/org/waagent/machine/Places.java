// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import org.waagent.os.Directories;

/** Directories that are given. */
record Places(Path lib, Path extensionLogs, Path log, Path pidFile, Path dvdMountPoint)
    implements Directories {
  Places {
    requireNonNull(lib, "lib");
    requireNonNull(extensionLogs, "extensionLogs");
    requireNonNull(log, "log");
    requireNonNull(pidFile, "pidFile");
    requireNonNull(dvdMountPoint, "dvdMountPoint");
  }

  @Override
  public Path state(String plugin) {
    return lib.resolve("state").resolve(plugin);
  }
}
