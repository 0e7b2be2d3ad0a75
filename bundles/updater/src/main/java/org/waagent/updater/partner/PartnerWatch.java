// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.plugin.PeriodicTask;

/**
 * Looks once a minute whether the features of partners behave; with none there is nothing to do.
 */
@Component(
    property = {
      PeriodicTask.NAME + "=partners",
      PeriodicTask.PERIOD + ":Integer=60",
    })
public final class PartnerWatch implements PeriodicTask {
  private final PartnerControl control;

  /** Made by Declarative Services. */
  @Activate
  public PartnerWatch(@Reference PartnerControl control) {
    this.control = control;
  }

  @Override
  public void run() {
    control.look();
  }
}
