// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.waagent.extension.command.Afterwards;
import org.waagent.extension.command.Journal;
import org.waagent.extension.command.PassId;
import org.waagent.extension.command.UnitResult;
import org.waagent.extension.command.Update;
import org.waagent.extension.handler.CommandKind;
import org.waagent.extension.handler.ExtensionFailure;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.Unit;

/** Installs a version, or updates to it where another one is installed, and enables it. */
final class Installation {
  static final String UNINSTALL_CODE = "AZURE_GUEST_AGENT_UNINSTALL_CMD_EXIT_CODE";

  private final Workbench bench;
  private final UpdateSequence updates;
  private final PastSettings past;

  Installation(Workbench bench) {
    this.bench = bench;
    this.updates = new UpdateSequence(bench);
    this.past = new PastSettings(bench.machine().files(), bench.machine().logger());
  }

  /** Does what is needed until the version is installed; nothing if it is. */
  void install(Pass pass, Unit unit, HandlerFolder folder)
      throws ExtensionFailure, IOException, InterruptedException {
    Optional<Update> underWay =
        bench
            .journals()
            .load(folder.name())
            .update()
            .filter(update -> update.to().equals(folder.version()));
    if (underWay.isPresent()) {
      updates.go(pass, unit, folder, underWay.get());
    } else if (bench.store().state(folder).needsInstall()) {
      Optional<HandlerFolder> old = bench.store().installed(folder.name());
      if (old.isPresent()) {
        bench.journals().change(folder.name(), Journal::afresh);
        updates.go(pass, unit, folder, updates.begin(pass, old.get(), folder));
      } else {
        run(pass.id(), unit, folder, CommandKind.INSTALL, Update.NOT_RUN);
      }
    }
  }

  /**
   * Enables a unit; then what its past ones left may go.
   *
   * @param ended is run when the command has ended
   */
  void enable(Pass pass, Unit unit, HandlerFolder folder, Runnable ended)
      throws ExtensionFailure, IOException, InterruptedException {
    String uninstallCode =
        bench
            .journals()
            .load(folder.name())
            .update()
            .filter(update -> update.to().equals(folder.version()))
            .map(Update::uninstallCode)
            .orElse(Update.NOT_RUN);
    Map<String, String> variables = Map.of(UNINSTALL_CODE, uninstallCode);
    bench
        .commands()
        .run(
            Calls.of(pass.id(), CommandKind.ENABLE, folder, unit, variables),
            new Afterwards(
                ended, journal -> Verdicts.noted(journal, pass.id(), unit, UnitResult.SUCCESS)));
    past.tidy(folder, unit);
  }

  private void run(
      PassId pass, Unit unit, HandlerFolder folder, CommandKind kind, String uninstallCode)
      throws ExtensionFailure, IOException, InterruptedException {
    Map<String, String> variables = Map.of(UNINSTALL_CODE, uninstallCode);
    bench.commands().run(Calls.of(pass, kind, folder, unit, variables));
  }
}
