// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import java.io.IOException;
import java.util.Optional;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.HandlerStore;
import org.waagent.goalstate.HandlerName;

/** Says why a command could not be run where its file system forbids it. */
final class NoExec {
  /** What a shell ends with that may not run what it finds. */
  static final int EXIT_CODE = 126;

  private final Machinery machine;
  private final HandlerStore store;

  NoExec(Machinery machine, HandlerStore store) {
    this.machine = machine;
    this.store = store;
  }

  void tell(HandlerName name, String version) {
    HandlerFolder folder = store.folder(name, version);
    try {
      Optional<String> trouble = machine.places().trouble(folder.path());
      if (trouble.isPresent()) {
        machine.logger().warn("[{}-{}] {}", name, version, trouble.get());
        machine.events().tell(name, version, "NoExec", false, trouble.get());
      }
    } catch (IOException e) {
      machine.logger().warn("What is mounted can't be told: {}", e.getMessage());
    }
  }
}
