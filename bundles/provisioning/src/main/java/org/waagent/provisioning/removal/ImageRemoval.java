// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.removal;

import java.io.IOException;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Removal;
import org.waagent.provisioning.step.Toolbox;

/** What this bundle takes away, by how much is to go. */
public final class ImageRemoval {

  private final Toolbox tools;

  public ImageRemoval(Toolbox tools) {
    this.tools = tools;
  }

  /** What the platform asks for. */
  public Plan plan(Removal scope) throws IOException {
    Draft draft = new Draft(tools.files());
    Network network = new Network(tools.machine(), tools.hostNames());
    Units units = new Units(tools.machine(), tools.directories());
    switch (scope) {
      case DEPROVISION, DEPROVISION_USER -> {
        new Identity(tools).forget(draft);
        network.forget(draft);
        if (scope == Removal.DEPROVISION_USER) {
          new Account(tools).forget(draft);
        }
        units.forget(draft);
      }
      case VM_CHANGED -> {
        network.forgetLeases(draft);
        units.forget(draft);
      }
      case UNINSTALL -> units.forget(draft);
    }
    return draft.plan();
  }

  /** What else can go. */
  public Plan deep(Removal scope) throws IOException {
    Draft draft = new Draft(tools.files());
    if (scope == Removal.DEPROVISION || scope == Removal.DEPROVISION_USER) {
      new Deep(tools).forget(draft);
    }
    return draft.plan();
  }
}
