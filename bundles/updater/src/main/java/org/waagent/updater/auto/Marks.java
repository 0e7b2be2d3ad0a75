// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/**
 * Two empty files of {@code Lib.Dir} that the platform's own agent knows too, so that one follows
 * the other: one says that the first look for a newer version is over, one that the release manager
 * is followed.
 */
final class Marks {
  private final Path initial;
  private final Path releaseManager;
  private final Files files;

  Marks(Path lib, Files files) {
    this.initial = lib.resolve("waagent_initial_update");
    this.releaseManager = lib.resolve("waagent_rsm_update");
    this.files = files;
  }

  /** Whether the first look is over. */
  boolean isInitialOver() {
    return files.exists(initial);
  }

  Chooser chooser() {
    return isInitialOver() && files.exists(releaseManager)
        ? Chooser.RELEASE_MANAGER
        : Chooser.AGENT;
  }

  void endInitial() throws IOException {
    write(initial);
  }

  void follow(Chooser chooser) throws IOException {
    if (chooser == Chooser.RELEASE_MANAGER) {
      write(releaseManager);
    } else {
      files.delete(releaseManager);
    }
  }

  private void write(Path path) throws IOException {
    if (!files.exists(path)) {
      files.write(path, "".getBytes(StandardCharsets.UTF_8), Mode.OWNER_ONLY);
    }
  }
}
