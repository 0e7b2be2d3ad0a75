// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.verb;

import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.plugin.Check;
import org.waagent.updater.State;
import org.waagent.updater.Troubles;
import org.waagent.updater.Updates;
import org.waagent.updater.partner.PartnerControl;
import org.waagent.updater.partner.Quarantined;
import org.waagent.updater.partner.Refusal;

/** Whether the features run as they were installed. */
@Component
public final class FeaturesCheck implements Check {
  private final Updates updates;
  private final PartnerControl partners;

  /** Made by Declarative Services. */
  @Activate
  public FeaturesCheck(@Reference Updates updates, @Reference PartnerControl partners) {
    this.updates = updates;
    this.partners = partners;
  }

  @Override
  public String name() {
    return "features";
  }

  @Override
  public Finding look() {
    return finding(updates.state(), partners.quarantinedNow(), partners.refusals().all());
  }

  static Finding finding(State state, List<Quarantined> quarantined, List<Refusal> refusals) {
    if (!quarantined.isEmpty()) {
      Quarantined one = quarantined.get(0);
      return new Finding(
          Severity.ERROR,
          Troubles.stopped(one),
          "Install a version that behaves, or start it again: waagent features release "
              + one.feature());
    }
    if (!state.trouble().isEmpty()) {
      return new Finding(
          Severity.ERROR,
          Troubles.passedOver(state),
          "Install the feature again: waagent features install ARCHIVE");
    }
    if (!refusals.isEmpty()) {
      Refusal one = refusals.get(refusals.size() - 1);
      return new Finding(
          Severity.WARNING,
          Troubles.refused(one),
          "Ask its publisher; waagent features explain " + one.feature() + " lists all of them");
    }
    List<String> names = new ArrayList<>();
    state.features().forEach(feature -> names.add(feature.name() + " " + feature.version()));
    return Finding.fine("these run: " + String.join(", ", names));
  }
}
