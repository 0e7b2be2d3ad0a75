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

/** {@code waagent deprovision+user}. */
@Component(
    service = Verb.class,
    property = {
      Verb.NAME + "=deprovision+user",
      Verb.HELP
          + "=Like deprovision, and deletes the provisioned account with its data: "
          + PlanArguments.ASKING
          + " No guarantee that everything sensitive is gone",
      Verb.NEEDS + "=one_shot"
    })
public final class DeprovisionUserVerb implements Verb {
  private final RemovalPlans plans;

  @Activate
  public DeprovisionUserVerb(@Reference RemovalPlans plans) {
    this.plans = plans;
  }

  @Override
  public int run(List<String> arguments, Console console) throws InterruptedException {
    return plans
        .deprovisioning()
        .run("deprovision+user", Removal.DEPROVISION_USER, arguments, console);
  }
}
