// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.plugin.Console;
import org.waagent.plugin.Verb;

/** {@code waagent telemetry show [--json]}: exit code 0, or 2 for wrong arguments. */
@Component(
    service = Verb.class,
    property = {
      Verb.NAME + "=telemetry",
      Verb.HELP + "=Shows what is told to the platform ('show'): [--json]",
      Verb.NEEDS + "=either"
    })
public final class TelemetryVerb implements Verb {
  private static final int FINE = 0;
  private static final int USAGE = 2;

  private final Telemetry telemetry;

  @Activate
  public TelemetryVerb(@Reference Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  @Override
  public int run(List<String> arguments, Console console) throws Exception {
    if (arguments.equals(List.of("show", "--json"))) {
      console.out(Show.of(telemetry).json().toString());
      return FINE;
    }
    if (arguments.equals(List.of("show"))) {
      Show.of(telemetry).lines(console.inDaemon()).forEach(console::out);
      return FINE;
    }
    console.err("usage: waagent telemetry show [--json]");
    return USAGE;
  }
}
