// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.os.AgentPlaces;
import org.waagent.os.Files;
import org.waagent.os.Machine;
import org.waagent.os.Services;

/**
 * What belongs on this machine: only what some program of it would read.
 *
 * @param home folder of the installation
 */
record Pieces(Files files, Services services, Machine machine, AgentPlaces places, Path home) {
  private static final int LARGEST = 1024 * 1024;
  private static final String SYSTEMD = "systemd";
  private static final String CONFIGURATION = "waagent.conf";
  private static final List<String> SLICES = List.of("azure.slice", "azure-vmextensions.slice");
  // As the shipped unit is written.
  private static final String SHIPPED_PROGRAM = "/usr/sbin/waagent";
  private static final String SHIPPED_CONFIGURATION = "/etc/waagent.conf";

  /** Whether a unit can be put where the keeper of the services finds it. */
  boolean hasUnits() {
    return services.kind().equals(SYSTEMD) && places.unitFolder().isPresent();
  }

  /** The files, without the configuration, which has a life of its own. */
  List<Piece> all() {
    List<Piece> all = new ArrayList<>();
    if (hasUnits()) {
      Path folder = places.unitFolder().orElseThrow();
      all.add(new Piece(unit(folder), home.resolve("units/waagent.service")));
      SLICES.forEach(
          slice -> all.add(new Piece(folder.resolve(slice), home.resolve("units").resolve(slice))));
    }
    shipped(places.logRotation(), "waagent.logrotate").ifPresent(all::add);
    shipped(places.bashCompletion(), "completions/waagent.bash").ifPresent(all::add);
    shipped(places.zshCompletion(), "completions/_waagent").ifPresent(all::add);
    shipped(places.manualFolder().resolve("man5/waagent.conf.5"), "man/waagent.conf.5")
        .ifPresent(all::add);
    shipped(places.manualFolder().resolve("man8/waagent.8"), "man/waagent.8").ifPresent(all::add);
    return all;
  }

  private Path unit(Path folder) {
    String service = machine.distro().agentService();
    return folder.resolve(service.endsWith(".service") ? service : service + ".service");
  }

  private Optional<Piece> shipped(Path target, String source) {
    Path shipped = home.resolve("config").resolve(source);
    return files.exists(target.getParent()) && files.exists(shipped)
        ? Optional.of(new Piece(target, shipped))
        : Optional.empty();
  }

  /** What is to stand in a file. The unit names the places of this system. */
  byte[] content(Piece piece) throws IOException {
    byte[] shipped = files.read(piece.source(), LARGEST);
    if (!piece.target().toString().endsWith(".service")) {
      return shipped;
    }
    return new String(shipped, StandardCharsets.UTF_8)
        .replace(SHIPPED_PROGRAM, places.program().toString())
        .replace(SHIPPED_CONFIGURATION, machine.distro().configurationFile().toString())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The configuration for this system. */
  byte[] configuration() throws IOException {
    Path folder = home.resolve("config");
    String general = files.readText(folder.resolve(CONFIGURATION), LARGEST);
    Path own = places.shippedConfiguration();
    String text =
        own.equals(Path.of(CONFIGURATION))
            ? general
            : ShippedConfiguration.of(general, files.readText(folder.resolve(own), LARGEST));
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What stands in a file now; empty if it is not there. */
  Optional<byte[]> present(Path target) throws IOException {
    return files.exists(target) ? Optional.of(files.read(target, LARGEST)) : Optional.empty();
  }
}
