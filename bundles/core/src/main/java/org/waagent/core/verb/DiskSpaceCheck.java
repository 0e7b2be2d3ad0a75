// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.verb;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.plugin.Check;

/** Whether there is room for packages, settings and status files. */
@Component(service = Check.class)
public final class DiskSpaceCheck implements Check {
  private static final long MIB = 1024 * 1024;
  private static final long LOW = 500 * MIB;
  private static final long TOO_LOW = 20 * MIB;

  private final Directories directories;
  private final Files files;

  @Activate
  public DiskSpaceCheck(@Reference Directories directories, @Reference Files files) {
    this.directories = directories;
    this.files = files;
  }

  @Override
  public String name() {
    return "disk-space";
  }

  @Override
  public Finding look() throws IOException {
    Path lib = directories.lib();
    long free = files.freeSpace(lib);
    String cause = free / MIB + " MiB free for " + lib;
    if (free >= LOW) {
      return Finding.fine(cause);
    }
    return new Finding(
        free < TOO_LOW ? Severity.ERROR : Severity.WARNING,
        cause,
        "Free some space, or give Lib.Dir a place on another file system.");
  }
}
