// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.core.arguments.PlanArguments;
import org.waagent.plugin.Console;
import org.waagent.plugin.Removal;
import org.waagent.plugin.Verb;

/** {@code waagent deprovision}. */
@Component(
    service = Verb.class,
    property = {
      Verb.NAME + "=deprovision",
      Verb.HELP
          + "=Makes the machine ready to become an image: "
          + PlanArguments.ASKING
          + " No guarantee that everything sensitive is gone",
      Verb.NEEDS + "=one_shot"
    })
public final class DeprovisionVerb implements Verb {
  private final RemovalPlans plans;

  @Activate
  public DeprovisionVerb(@Reference RemovalPlans plans) {
    this.plans = plans;
  }

  @Override
  public int run(List<String> arguments, Console console) throws InterruptedException {
    return plans.deprovisioning().run("deprovision", Removal.DEPROVISION, arguments, console);
  }
}
