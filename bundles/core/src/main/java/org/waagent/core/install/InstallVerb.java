// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.install;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.core.arguments.PlanArguments;
import org.waagent.plugin.Console;
import org.waagent.plugin.Verb;

/** {@code waagent install [--dry-run [--json]]}; exit codes as {@link Foreground} says. */
@Component(
    service = Verb.class,
    property = {
      Verb.NAME + "=install",
      Verb.HELP
          + "=Puts program, configuration and service in place without a package: "
          + PlanArguments.PLANNING,
      Verb.NEEDS + "=one_shot"
    })
public final class InstallVerb implements Verb {
  private final Here here;

  @Activate
  public InstallVerb(@Reference Here here) {
    this.here = here;
  }

  @Override
  public int run(List<String> arguments, Console console) throws Exception {
    here.tellMissing(console);
    here.tellUnregistered(console);
    return Foreground.making("install", here.machine(), console)
        .run(arguments, given -> here.installation().install());
  }
}
