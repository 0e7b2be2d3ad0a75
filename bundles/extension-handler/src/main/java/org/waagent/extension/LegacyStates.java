// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.os.Files;

/**
 * State files as very old agents kept them, in a folder of their own: moved to where they belong.
 */
final class LegacyStates {
  private final Files files;
  private final Path lib;

  LegacyStates(Workbench bench) {
    this.files = bench.machine().files();
    this.lib = bench.machine().directories().lib();
  }

  void move() throws IOException {
    Path old = lib.resolve("handler_state");
    if (!files.exists(old)) {
      return;
    }
    for (String entry : files.list(old)) {
      Optional<HandlerFolder> folder = HandlerFolder.of(lib, entry);
      if (folder.isPresent() && files.exists(folder.get().config())) {
        move(old.resolve(entry).resolve("state"), folder.get().stateFile());
        move(old.resolve(entry).resolve("status"), folder.get().statusFile());
      }
    }
    files.deleteTree(old);
  }

  private void move(Path from, Path to) throws IOException {
    if (files.exists(from) && !files.exists(to)) {
      files.move(from, to);
    }
  }
}
