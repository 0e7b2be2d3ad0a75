// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.os.Files;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Removal;

/** What extensions left on the machine, and how much of it a removal takes away. */
final class Traces {
  private final Workbench bench;
  private final Files files;

  Traces(Workbench bench) {
    this.bench = bench;
    this.files = bench.machine().files();
  }

  /**
   * An image takes no handler along. A machine that is another one now keeps them, but not what
   * they were told and said. Without the agent they stay as they are: they are not its own.
   */
  Plan removal(Removal scope) throws IOException {
    List<Change> changes = new ArrayList<>();
    for (HandlerFolder folder : bench.store().all()) {
      String name = folder.path().getFileName().toString();
      switch (scope) {
        case DEPROVISION, DEPROVISION_USER ->
            changes.add(Change.of("delete extension " + name, () -> bench.store().remove(folder)));
        case VM_CHANGED ->
            changes.add(Change.of("forget settings of extension " + name, () -> forget(folder)));
        case UNINSTALL -> {
          // Nothing of a handler goes with the agent.
        }
      }
    }
    boolean image = scope == Removal.DEPROVISION || scope == Removal.DEPROVISION_USER;
    Path logs = bench.machine().directories().extensionLogs();
    if (image && files.exists(logs)) {
      changes.add(Change.of("delete logs of extensions in " + logs, () -> empty(logs)));
    }
    Path home = bench.machine().places().home();
    if (image && files.exists(home)) {
      changes.add(Change.of("delete " + home, () -> files.deleteTree(home)));
    }
    if (files.exists(bench.state())) {
      changes.add(
          Change.of("forget what was done to extensions", () -> files.deleteTree(bench.state())));
    }
    return new Plan(changes, Outcome.done());
  }

  private void forget(HandlerFolder folder) throws IOException {
    deleteEnding(folder.status(), ".status");
    deleteEnding(folder.config(), ".settings");
    deleteEnding(folder.path(), "mrseq");
    files.delete(folder.statusFile());
  }

  private void deleteEnding(Path folder, String suffix) throws IOException {
    for (String name : files.list(folder)) {
      if (name.endsWith(suffix)) {
        files.delete(folder.resolve(name));
      }
    }
  }

  private void empty(Path folder) throws IOException {
    for (String name : files.list(folder)) {
      files.deleteTree(folder.resolve(name));
    }
  }
}
