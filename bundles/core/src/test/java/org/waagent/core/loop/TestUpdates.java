// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.loop;

import java.util.Optional;
import org.waagent.plugin.AgentUpdates;
import org.waagent.plugin.UpdateStatus;

/** An updater that says what a test has it say. */
public record TestUpdates(String setVersion, Optional<UpdateStatus> updateStatus, boolean governed)
    implements AgentUpdates {
  @Override
  public boolean automatic() {
    return governed;
  }
}
