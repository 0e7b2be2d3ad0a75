// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.os.AgentPlaces;
import org.waagent.os.Machine;

/** The places of this machine's row in the table. */
@Component
public final class LocalPlaces implements AgentPlaces {
  private final Machine machine;
  private final String kernel;

  @Activate
  public LocalPlaces(@Reference Machine machine) {
    this(machine, System.getProperty("os.name"));
  }

  LocalPlaces(Machine machine, String kernel) {
    this.machine = machine;
    this.kernel = kernel;
  }

  private DistroTable.Row row() {
    return DistroTable.row(machine.distro().family());
  }

  @Override
  public Path program() {
    return Path.of(row().programFolder(), PlacesTable.PROGRAM);
  }

  @Override
  public Optional<Path> unitFolder() {
    String folder = row().unitFolder();
    return folder.isEmpty() ? Optional.empty() : Optional.of(Path.of(folder));
  }

  @Override
  public Path logRotation() {
    return Path.of(PlacesTable.LOG_ROTATION);
  }

  @Override
  public Path bashCompletion() {
    return Path.of(PlacesTable.BASH_COMPLETION);
  }

  @Override
  public Path zshCompletion() {
    return Path.of(PlacesTable.ZSH_COMPLETION);
  }

  @Override
  public Path manualFolder() {
    return Path.of(PlacesTable.MANUAL);
  }

  @Override
  public Path shippedConfiguration() {
    return Path.of(PlacesTable.shippedConfiguration(row().family()));
  }

  @Override
  public List<List<String>> programs() {
    return PlacesTable.programs(kernel);
  }
}
