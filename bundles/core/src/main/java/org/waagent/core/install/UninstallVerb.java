// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.install;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.core.arguments.PlanArguments;
import org.waagent.core.removal.RemovalPlans;
import org.waagent.plugin.Console;
import org.waagent.plugin.Verb;

/**
 * {@code waagent uninstall [--dry-run [--json]] [--keep GLOB]...}: the service goes, then what each
 * plugin set up, then what {@code install} put there, then what the core kept; exit codes as {@link
 * Foreground} says.
 */
@Component(
    service = Verb.class,
    property = {
      Verb.NAME + "=uninstall",
      Verb.HELP + "=Takes back what the agent and install set up: " + PlanArguments.SPARING,
      Verb.NEEDS + "=one_shot"
    })
public final class UninstallVerb implements Verb {
  private static final String NAME = "uninstall";

  private final Here here;
  private final RemovalPlans plans;

  @Activate
  public UninstallVerb(@Reference Here here, @Reference RemovalPlans plans) {
    this.here = here;
    this.plans = plans;
  }

  @Override
  public int run(List<String> arguments, Console console) throws Exception {
    Installation installation = here.installation();
    try {
      return Foreground.sparing(NAME, here.machine(), console)
          .run(
              arguments,
              given ->
                  plans.uninstall(
                      given.keep(), installation::unregistration, installation::removal));
    } catch (IllegalArgumentException e) {
      console.err(NAME + ": " + e.getMessage());
      return Foreground.USAGE;
    }
  }
}
