// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.loop;

import java.nio.file.Path;
import org.osgi.service.log.Logger;
import org.waagent.os.Directories;
import org.waagent.os.Files;

/**
 * The file by which provisioning tells that the platform wants no agent on this machine. An agent
 * that has found it rests until it is started again without it.
 */
public final class DisableMarker {
  private static final String NAME = "disable_agent";

  private final Path file;
  private final Files files;
  private final Logger logger;
  private boolean told;
  private volatile boolean found;

  public DisableMarker(Directories directories, Files files, Logger logger) {
    this.file = in(directories);
    this.files = files;
    this.logger = logger;
  }

  /** Where it lies if there is one. */
  public static Path in(Directories directories) {
    return directories.lib().resolve(NAME);
  }

  /** Looks whether it is there; found once is found. */
  public synchronized boolean look() {
    found = found || files.exists(file);
    if (found && !told) {
      told = true;
      // Known word for word to those who watch logs.
      logger.warn(
          "Disabling the guest agent by sleeping forever; to re-enable, remove {} and restart",
          file);
    }
    return found;
  }

  /** Whether it was found when it was last looked for. */
  public boolean isFound() {
    return found;
  }

  /** The file. */
  public Path file() {
    return file;
  }
}
