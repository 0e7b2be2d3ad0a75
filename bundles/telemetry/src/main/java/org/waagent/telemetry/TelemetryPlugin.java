// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.plugin.Change;
import org.waagent.plugin.Deletion;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Removal;
import org.waagent.plugin.Wanted;

/** Hears of goal states, which name this machine for the platform. There is nothing to change. */
@Component(service = Plugin.class)
public final class TelemetryPlugin implements Plugin {
  /** Folders below {@code Lib.Dir} with what is to be told, and with collected logs. */
  private static final List<String> FOLDERS = List.of("events", "logcollector");

  private static final int MOST = 100_000;

  private final Telemetry telemetry;
  private final Files files;
  private final Directories directories;

  @Activate
  public TelemetryPlugin(
      @Reference Telemetry telemetry, @Reference Files files, @Reference Directories directories) {
    this.telemetry = telemetry;
    this.files = files;
    this.directories = directories;
  }

  @Override
  public String name() {
    return "telemetry";
  }

  @Override
  public Plan plan(Wanted wanted) {
    wanted.goalState().ifPresent(telemetry::goalState);
    return Plan.nothing();
  }

  /** On a machine that is another one now they stay: they bear the former one's names. */
  @Override
  public Plan removal(Removal scope) throws IOException {
    List<Change> changes = new ArrayList<>();
    for (String name : scope == Removal.VM_CHANGED ? List.<String>of() : FOLDERS) {
      Path folder = directories.lib().resolve(name);
      if (files.exists(folder)) {
        List<Path> paths = new ArrayList<>(files.below(folder, MOST));
        paths.add(folder);
        changes.add(Deletion.of(files, "delete " + folder, paths));
      }
    }
    return new Plan(changes, Outcome.done());
  }
}
