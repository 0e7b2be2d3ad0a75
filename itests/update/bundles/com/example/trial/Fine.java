// SPDX-License-Identifier: Apache-2.0
package com.example.trial;

import org.osgi.service.component.annotations.Component;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Wanted;

/** Has nothing to do, and does it well. */
@Component
public final class Fine implements Plugin {
  @Override
  public String name() {
    return "Acme.Trial";
  }

  @Override
  public Plan plan(Wanted wanted) {
    return Plan.nothing();
  }
}
