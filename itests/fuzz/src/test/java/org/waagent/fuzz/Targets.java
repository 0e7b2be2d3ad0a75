// SPDX-License-Identifier: Apache-2.0
package org.waagent.fuzz;

import java.util.List;
import java.util.function.Supplier;
import org.waagent.conf.ConfTargets;
import org.waagent.core.control.ControlTargets;
import org.waagent.extension.GoalRecordTargets;
import org.waagent.extension.command.JournalTargets;
import org.waagent.extension.handler.HandlerTargets;
import org.waagent.extension.policy.PolicyTargets;
import org.waagent.extension.status.StatusTargets;
import org.waagent.telemetry.clean.CleanerTargets;
import org.waagent.telemetry.collect.EventTargets;
import org.waagent.updater.archive.ArchiveTargets;
import org.waagent.updater.auto.FeedTargets;
import org.waagent.wire.AddressTargets;
import org.waagent.wire.cms.MessageTargets;
import org.waagent.wire.goalstate.DocumentTargets;
import org.waagent.wire.http.RedactionTargets;

/** Every parser of the bundles. */
final class Targets {
  // What is expensive to make stands last: a fuzzer makes them only until it has its own.
  private static final List<Supplier<List<Target>>> GROUPS =
      List.of(
          DocumentTargets::all,
          RedactionTargets::all,
          AddressTargets::all,
          HandlerTargets::all,
          StatusTargets::all,
          JournalTargets::all,
          GoalRecordTargets::all,
          PolicyTargets::all,
          EventTargets::all,
          CleanerTargets::all,
          ControlTargets::all,
          ConfTargets::all,
          ArchiveTargets::all,
          FeedTargets::all,
          MessageTargets::all);

  private Targets() {}

  static List<Target> all() {
    return GROUPS.stream().flatMap(group -> group.get().stream()).toList();
  }

  static Target named(String name) {
    if (name.equals(BrokenTarget.NAME)) {
      return BrokenTarget.target();
    }
    return GROUPS.stream()
        .flatMap(group -> group.get().stream())
        .filter(target -> target.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no target " + name));
  }
}
