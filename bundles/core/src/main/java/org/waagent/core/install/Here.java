// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.install;

import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.os.AgentPlaces;
import org.waagent.os.Files;
import org.waagent.os.Machine;
import org.waagent.os.Services;
import org.waagent.os.Shell;
import org.waagent.plugin.Console;
import org.waagent.plugin.FrameworkProperties;

/** This machine, as the verbs see it that put the agent there. */
@Component(service = Here.class)
public final class Here {
  private final Pieces pieces;
  private final Shell shell;

  @Activate
  public Here(
      BundleContext context,
      @Reference Files files,
      @Reference Services services,
      @Reference Machine machine,
      @Reference AgentPlaces places,
      @Reference Shell shell) {
    this(new Pieces(files, services, machine, places, home(context)), shell);
  }

  Here(Pieces pieces, Shell shell) {
    this.pieces = pieces;
    this.shell = shell;
  }

  private static Path home(BundleContext context) {
    String home = context.getProperty(FrameworkProperties.HOME);
    return Path.of(home == null ? "/" : home);
  }

  Installation installation() {
    return new Installation(pieces);
  }

  Machine machine() {
    return pieces.machine();
  }

  /** Tells which programs are missing. It keeps nobody from installing. */
  void tellMissing(Console console) {
    for (List<String> oneOf : pieces.places().programs()) {
      if (oneOf.stream().allMatch(program -> shell.find(program).isEmpty())) {
        console.err("not found: " + String.join(" or ", oneOf) + "; the agent does less without");
      }
    }
  }

  /** Tells where the agent has to be started by other means. */
  void tellUnregistered(Console console) {
    if (!pieces.hasUnits()) {
      console.err(
          "no service is registered: units are for systemd, and services are kept by "
              + pieces.services().kind()
              + " here; have 'waagent start' run at boot");
    }
  }
}
