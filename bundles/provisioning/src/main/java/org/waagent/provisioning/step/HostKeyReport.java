// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.waagent.host.HealthSink;
import org.waagent.host.HostException;
import org.waagent.plugin.Change;
import org.waagent.provisioning.ssh.Fingerprint;
import org.waagent.provisioning.ssh.KeyException;
import org.waagent.provisioning.state.Steps;

/** Tells the platform by which SSH host key the machine is known, whoever made that key. */
public final class HostKeyReport {
  static final StepName STEP = new StepName("host-key-told", "tell the platform the SSH host key");

  private final Toolbox tools;

  public HostKeyReport(Toolbox tools) {
    this.tools = tools;
  }

  /** Adds the report of the fingerprint; told once, and whether it is taken or not. */
  void add(Draft draft, Optional<HealthSink> health) {
    health.ifPresent(
        sink ->
            draft.add(STEP, Codes.HOST_KEYS, () -> tell(sink), EndSteps.MARK, CustomDataSteps.RUN));
  }

  /** Notes that the report is to be made, before the machine is marked: a successor sees to it. */
  public void owe(Steps journal) throws IOException {
    journal.begin(STEP.key());
  }

  /** What is left to do of it. */
  public List<Change> left(Steps journal, Optional<HealthSink> health) {
    Draft draft = new Draft(journal);
    add(draft, health);
    return draft.changes();
  }

  private void tell(HealthSink health) {
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
}
