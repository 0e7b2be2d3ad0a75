// SPDX-License-Identifier: Apache-2.0
package com.example.trial;

import org.osgi.service.component.annotations.Component;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Wanted;

/** Throws at its first round. */
@Component
public final class Broken implements Plugin {
  @Override
  public String name() {
    return "Acme.Trial";
  }

  @Override
  public Plan plan(Wanted wanted) {
    throw new IllegalStateException("the plan of the trial failed");
  }
}
