// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.os.Clock;
import org.waagent.plugin.Console;
import org.waagent.plugin.Verb;
import org.waagent.telemetry.clean.Rule;

/**
 * {@code waagent collect-logs [-full]}. Nothing is sent anywhere. Exit codes: 0 the archive is
 * there, 1 it is not, 2 wrong arguments.
 */
@Component(
    service = Verb.class,
    property = {
      Verb.NAME + "=collect-logs",
      Verb.HELP + "=Packs logs for support, without the secrets in them: [-full]",
      Verb.NEEDS + "=either"
    })
public final class CollectLogsVerb implements Verb {
  private static final int USAGE = 2;
  private static final int FAILED = 1;

  private final Collector collector;
  private final Clock clock;

  @Activate
  public CollectLogsVerb(@Reference Collector collector, @Reference Clock clock) {
    this.collector = collector;
    this.clock = clock;
  }

  @Override
  public int run(List<String> arguments, Console console) {
    boolean full = arguments.size() == 1 && isFull(arguments.get(0));
    if (!full && !arguments.isEmpty()) {
      console.err("usage: waagent collect-logs [-full]");
      return USAGE;
    }
    try {
      tell(collector.collect(full ? Extent.FULL : Extent.NORMAL, Pace.full(clock)), console);
      return 0;
    } catch (IOException e) {
      console.err("no logs were collected: " + e.getMessage());
      return FAILED;
    }
  }

  private static boolean isFull(String argument) {
    return List.of("-full", "--full", "/full", "full").contains(argument);
  }

  private static void tell(Collected collected, Console console) {
    console.out(
        collected.zip()
            + " ("
            + collected.members().size()
            + " files, "
            + collected.size()
            + " bytes)");
    console.out("taken out: " + cuts(collected.cuts()));
    console.out(
        "left out: " + collected.leftOut().size() + " files; " + Manifest.NAME + " tells all");
  }

  static String cuts(Map<Rule, Integer> cuts) {
    if (cuts.isEmpty()) {
      return "nothing";
    }
    return cuts.entrySet().stream()
        .map(cut -> cut.getValue() + " " + cut.getKey().label())
        .collect(Collectors.joining(", "));
  }
}
