// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.OpticalDrives;
import org.waagent.provisioning.state.Marker;

/** What ends provisioning. */
final class EndSteps {
  static final StepName MARK = new StepName("marker", "mark the machine as provisioned");

  private final Toolbox tools;
  private final Marker marker;

  EndSteps(Toolbox tools, Marker marker) {
    this.tools = tools;
    this.marker = marker;
  }

  /** Adds the marker, which needs all that was added before. */
  void addMarker(Draft draft, String guestAgent) {
    draft.addLast(MARK, Codes.MARKER, () -> mark(guestAgent));
  }

  private void mark(String guestAgent) throws IOException {
    tools.telling().event("ProvisionGuestAgent", true, guestAgent);
    if (guestAgent.strip().equalsIgnoreCase("false")) {
      Path asleep = tools.directories().lib().resolve("disable_agent");
      tools.logger().warn("The agent is not wanted on this machine; {} says so", asleep);
      write(asleep);
    }
    marker.write(tools.machine().instanceId());
    tools.telling().event("Provision", true, "Provisioning succeeded");
  }

  private void write(Path file) throws IOException {
    Files files = tools.files();
    if (!files.exists(file)) {
      files.write(file, new byte[0], Mode.PUBLIC);
    }
  }

  /** Adds the opening of the drive the medium is in. */
  void addEject(Draft draft, OpticalDrives drives, Optional<Path> drive) {
    drive.ifPresent(
        path -> {
          StepName name = new StepName("eject " + path, "eject " + path);
          draft.add(name, Codes.NO_MEDIUM, () -> eject(drives, path), MARK);
        });
  }

  private void eject(OpticalDrives drives, Path drive) throws InterruptedException {
    try {
      drives.eject(drive);
    } catch (IOException e) {
      tools.logger().warn("The provisioning medium stays in its drive: {}", e.getMessage());
    }
  }
}
