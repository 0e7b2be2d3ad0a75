// SPDX-License-Identifier: Apache-2.0
package com.example.trial;

import java.util.concurrent.Executor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Wanted;

/** Waits for a service that nobody offers. */
@Component
public final class Unsatisfied implements Plugin {
  @Activate
  public Unsatisfied(@Reference Executor nobodys) {}

  @Override
  public String name() {
    return "Acme.Trial";
  }

  @Override
  public Plan plan(Wanted wanted) {
    return Plan.nothing();
  }
}
