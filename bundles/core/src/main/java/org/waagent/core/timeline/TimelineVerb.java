// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.timeline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.waagent.core.Agent;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.plugin.Console;
import org.waagent.plugin.Verb;

/**
 * {@code waagent timeline [--json|--svg] [--boot]}. Exit codes: 0 shown, 1 nothing was recorded, 2
 * wrong arguments.
 */
@Component(
    service = Verb.class,
    property = {
      Verb.NAME + "=timeline",
      Verb.HELP
          + "=Shows what the agent's start, or the first since boot, took: [--json|--svg] [--boot]",
      Verb.NEEDS + "=either"
    })
public final class TimelineVerb implements Verb {
  private static final int FINE = 0;
  private static final int NOTHING = 1;
  private static final int USAGE = 2;

  private final Recorded recorded;

  /** Gives the starts there are, the newest first. */
  interface Recorded {
    List<Start> starts() throws IOException;
  }

  @Activate
  public TimelineVerb(
      @Reference(
              cardinality = ReferenceCardinality.MULTIPLE,
              policyOption = ReferencePolicyOption.GREEDY)
          List<Agent> agents,
      @Reference Directories directories,
      @Reference Files files) {
    this(
        () ->
            agents.isEmpty()
                ? Starts.read(directories.state("core"), files)
                : agents.get(0).starts());
  }

  TimelineVerb(Recorded recorded) {
    this.recorded = recorded;
  }

  @Override
  public int run(List<String> arguments, Console console) throws IOException {
    boolean boot = arguments.contains("--boot");
    List<String> form = arguments.stream().filter(word -> !word.equals("--boot")).toList();
    if (form.size() > 1 || !List.of("--json", "--svg").containsAll(form)) {
      console.err("usage: waagent timeline [--json|--svg] [--boot]");
      return USAGE;
    }
    List<Start> starts = recorded.starts();
    Optional<Start> wanted =
        starts.isEmpty() || !boot
            ? starts.stream().findFirst()
            : Starts.firstOf(starts.get(0).boot(), starts);
    if (wanted.isEmpty()) {
      console.err("no agent has left a timeline");
      return NOTHING;
    }
    lines(wanted.get(), form).forEach(console::out);
    return FINE;
  }

  private static List<String> lines(Start start, List<String> form) {
    if (form.isEmpty()) {
      return StartText.lines(start);
    }
    return form.get(0).equals("--svg")
        ? Chart.lines(start)
        : List.of(StartJson.write(start).toString());
  }
}
