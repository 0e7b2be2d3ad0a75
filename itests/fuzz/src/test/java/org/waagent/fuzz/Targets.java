// SPDX-License-Identifier: Apache-2.0
package org.waagent.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.waagent.conf.ConfTargets;
import org.waagent.core.control.ControlTargets;
import org.waagent.extension.GoalRecordTargets;
import org.waagent.extension.command.JournalTargets;
import org.waagent.extension.handler.HandlerTargets;
import org.waagent.extension.status.StatusTargets;
import org.waagent.wire.AddressTargets;
import org.waagent.wire.cms.MessageTargets;
import org.waagent.wire.goalstate.DocumentTargets;
import org.waagent.wire.http.RedactionTargets;

/** Every parser of the bundles. */
final class Targets {
  private Targets() {}

  static List<Target> all() {
    List<Target> all = new ArrayList<>();
    all.addAll(DocumentTargets.all());
    all.addAll(MessageTargets.all());
    all.addAll(RedactionTargets.all());
    all.addAll(AddressTargets.all());
    all.addAll(HandlerTargets.all());
    all.addAll(StatusTargets.all());
    all.addAll(JournalTargets.all());
    all.addAll(GoalRecordTargets.all());
    all.addAll(ControlTargets.all());
    all.addAll(ConfTargets.all());
    return all;
  }

  static Target named(String name) {
    if (name.equals(BrokenTarget.NAME)) {
      return BrokenTarget.target();
    }
    return all().stream()
        .filter(target -> target.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no target " + name));
  }
}
