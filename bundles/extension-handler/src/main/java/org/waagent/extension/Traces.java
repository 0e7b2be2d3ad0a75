// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.os.Files;
import org.waagent.plugin.Change;
import org.waagent.plugin.Deletion;
import org.waagent.plugin.Effect;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Removal;

/** What extensions left on the machine, and how much of it a removal takes away. */
final class Traces {
  private static final int MOST = 2_000_000;

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
            changes.add(
                new Loss(
                    "delete extension " + name,
                    ofHandler(folder),
                    () -> bench.store().remove(folder)));
        case VM_CHANGED ->
            changes.add(
                Deletion.of(files, "forget settings of extension " + name, settings(folder)));
        case UNINSTALL -> {
          // Nothing of a handler goes with the agent.
        }
      }
    }
    if (scope == Removal.DEPROVISION || scope == Removal.DEPROVISION_USER) {
      Path logs = bench.machine().directories().extensionLogs();
      add("delete logs of extensions in " + logs, files.below(logs, MOST), changes);
      Path home = bench.machine().places().home();
      add("delete " + home, all(home), changes);
    }
    add("forget what was done to extensions", all(bench.state()), changes);
    return new Plan(changes, Outcome.done());
  }

  private void add(String id, List<Path> paths, List<Change> changes) {
    if (!paths.isEmpty()) {
      changes.add(Deletion.of(files, id, paths));
    }
  }

  /** A folder with all that is in it; empty if there is none. */
  private List<Path> all(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>(files.below(folder, MOST));
    if (files.look(folder).isPresent()) {
      paths.add(folder);
    }
    return paths;
  }

  private List<Path> ofHandler(HandlerFolder folder) throws IOException {
    // Where the programs lie elsewhere it is a link; what it leads to is told with that folder.
    boolean isLink = files.target(folder.path()).isPresent();
    List<Path> paths = new ArrayList<>(isLink ? List.of(folder.path()) : all(folder.path()));
    if (files.exists(folder.zip())) {
      paths.add(folder.zip());
    }
    return paths;
  }

  private List<Path> settings(HandlerFolder folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    ending(folder.status(), ".status", paths);
    ending(folder.config(), ".settings", paths);
    ending(folder.path(), "mrseq", paths);
    if (files.exists(folder.statusFile())) {
      paths.add(folder.statusFile());
    }
    return paths;
  }

  private void ending(Path folder, String suffix, List<Path> paths) throws IOException {
    for (String name : files.list(folder)) {
      if (name.endsWith(suffix)) {
        paths.add(folder.resolve(name));
      }
    }
  }

  /** A handler goes whole or not at all. */
  private record Loss(String id, List<Path> paths, Action action) implements Change {
    @Override
    public List<Effect> effects() {
      return paths.stream().map(Effect::file).toList();
    }

    @Override
    public Outcome apply() throws Exception {
      action.run();
      return Outcome.done();
    }
  }
}
