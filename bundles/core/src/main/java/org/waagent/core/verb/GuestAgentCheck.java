// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.verb;

import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.core.loop.DisableMarker;
import org.waagent.core.status.Situation;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.plugin.Check;

/** Whether an agent is wanted on this machine. */
@Component(service = Check.class)
public final class GuestAgentCheck implements Check {
  private final LatestSource source;
  private final Directories directories;
  private final Files files;

  @Activate
  public GuestAgentCheck(
      @Reference LatestSource source, @Reference Directories directories, @Reference Files files) {
    this.source = source;
    this.directories = directories;
    this.files = files;
  }

  @Override
  public String name() {
    return "guest-agent";
  }

  @Override
  public Finding look() {
    Path file = DisableMarker.in(directories);
    boolean rests = source.running().filter(Situation::isDisabled).isPresent();
    if (files.exists(file)) {
      String when = source.running().isEmpty() || rests ? "" : "from the next start on, ";
      return warning(
          file + " is there: " + when + "no extension is run and no status is reported",
          "If an agent is wanted, delete the file and restart the agent.");
    }
    return rests
        ? warning("the agent still rests, as " + file + " said", "Restart the agent.")
        : Finding.fine("wanted: there is no " + file);
  }

  private static Finding warning(String cause, String cure) {
    return new Finding(Severity.WARNING, cause, cure);
  }
}
