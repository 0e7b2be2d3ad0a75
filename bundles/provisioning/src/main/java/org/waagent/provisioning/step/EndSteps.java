// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.waagent.host.HealthSink;
import org.waagent.host.HostException;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.OpticalDrives;
import org.waagent.provisioning.ssh.Fingerprint;
import org.waagent.provisioning.ssh.KeyException;
import org.waagent.provisioning.state.Marker;

/** What ends provisioning. */
final class EndSteps {
  static final String MARK = "mark the machine as provisioned";
  static final String TELL_KEY = "tell the platform the SSH host key";

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

  /** Adds the report of the fingerprint; told once, and whether it is taken or not. */
  void addKey(Draft draft, Optional<HealthSink> health) {
    health.ifPresent(
        sink ->
            draft.add(TELL_KEY, Codes.HOST_KEYS, () -> tellKey(sink), MARK, CustomDataSteps.RUN));
  }

  private void tellKey(HealthSink health) {
    try {
      Optional<Fingerprint> key = new HostKeySteps(tools).fingerprint();
      if (key.isPresent()) {
        tools.logger().info("The fingerprint of the SSH host key is {}", key.get());
        health.reportHostKey(key.get().told());
      }
    } catch (IOException | HostException | KeyException e) {
      tools.logger().warn("The SSH host key was not told to the platform: {}", e.getMessage());
    }
  }

  /** Adds the opening of the drive the medium is in. */
  void addEject(Draft draft, OpticalDrives drives, Optional<Path> drive) {
    drive.ifPresent(
        path -> draft.add("eject " + path, Codes.NO_MEDIUM, () -> eject(drives, path), MARK));
  }

  private void eject(OpticalDrives drives, Path drive) throws InterruptedException {
    try {
      drives.eject(drive);
    } catch (IOException e) {
      tools.logger().warn("The provisioning medium stays in its drive: {}", e.getMessage());
    }
  }
}
