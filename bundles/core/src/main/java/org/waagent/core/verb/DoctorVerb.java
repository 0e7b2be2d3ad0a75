// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.verb;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.waagent.core.lane.Lanes;
import org.waagent.core.loop.Causes;
import org.waagent.core.text.Redaction;
import org.waagent.plugin.Check;
import org.waagent.plugin.Check.Finding;
import org.waagent.plugin.Check.Severity;
import org.waagent.plugin.Console;
import org.waagent.plugin.Verb;

/** {@code waagent doctor [--json]}. Exit codes: 0 no errors, 1 errors, 2 wrong arguments. */
@Component(
    service = Verb.class,
    property = {
      Verb.NAME + "=doctor",
      Verb.HELP + "=Looks for what keeps the agent from working, and says what to do: [--json]",
      Verb.NEEDS + "=either"
    })
public final class DoctorVerb implements Verb {
  private static final long PATIENCE_SECONDS = 15;

  private final List<Check> checks;
  private final Lanes lanes;

  private record Asked(String name, FutureTask<Finding> finding) {}

  private record Found(String name, Finding finding) {}

  @Activate
  public DoctorVerb(
      @Reference(
              cardinality = ReferenceCardinality.MULTIPLE,
              policyOption = ReferencePolicyOption.GREEDY)
          List<Check> checks,
      @Reference Lanes lanes) {
    this.checks = checks.stream().sorted(Comparator.comparing(Check::name)).toList();
    this.lanes = lanes;
  }

  @Override
  public int run(List<String> arguments, Console console) throws InterruptedException {
    boolean json = arguments.equals(List.of("--json"));
    if (!json && !arguments.isEmpty()) {
      console.err("usage: waagent doctor [--json]");
      return StatusVerb.USAGE;
    }
    List<Asked> asked = new ArrayList<>();
    for (Check check : checks) {
      FutureTask<Finding> task = new FutureTask<>(check::look);
      lanes.lane("check").run(task);
      asked.add(new Asked(check.name(), task));
    }
    List<Found> found = new ArrayList<>();
    for (Asked one : asked) {
      Found answer = new Found(one.name(), finding(one.finding()));
      found.add(answer);
      if (!json) {
        tell(answer, console);
      }
    }
    if (json) {
      console.out(json(found).toString());
    }
    boolean bad = found.stream().anyMatch(one -> one.finding().severity() == Severity.ERROR);
    return bad ? StatusVerb.FAILED : StatusVerb.FINE;
  }

  private static Finding finding(FutureTask<Finding> task) throws InterruptedException {
    try {
      return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return new Finding(
          Severity.ERROR, "the check itself failed: " + Causes.text(e.getCause()), "");
    } catch (TimeoutException e) {
      task.cancel(true);
      return new Finding(Severity.ERROR, "no answer within " + PATIENCE_SECONDS + " seconds", "");
    }
  }

  private static void tell(Found found, Console console) {
    Finding finding = found.finding();
    String mark = finding.severity().name().toLowerCase(Locale.ROOT);
    console.out(mark + "  " + found.name() + ": " + Redaction.of(finding.cause()));
    if (!finding.cure().isEmpty()) {
      console.out("         " + Redaction.of(finding.cure()));
    }
  }

  private static JsonArray json(List<Found> all) {
    JsonArray array = new JsonArray();
    for (Found found : all) {
      JsonObject one = new JsonObject();
      one.addProperty("name", found.name());
      one.addProperty("severity", found.finding().severity().name().toLowerCase(Locale.ROOT));
      one.addProperty("cause", Redaction.of(found.finding().cause()));
      one.addProperty("cure", Redaction.of(found.finding().cure()));
      array.add(one);
    }
    return array;
  }
}
