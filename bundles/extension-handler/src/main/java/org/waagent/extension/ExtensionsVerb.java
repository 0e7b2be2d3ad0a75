// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.extension.command.JournalText;
import org.waagent.extension.command.Journals;
import org.waagent.extension.command.Limits;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.HandlerStore;
import org.waagent.extension.policy.PolicyGate;
import org.waagent.extension.policy.PolicySource;
import org.waagent.goalstate.HandlerName;
import org.waagent.host.ArtifactSource;
import org.waagent.host.GoalStateSource;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.plugin.Console;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Verb;

/**
 * {@code waagent extensions [list|journal|plan|limits] [--json]}: which handlers are there and how
 * far they are; what was done to each, for which goal state and settings, and what came of it; what
 * the goal state would do; within which limits they live. It changes nothing.
 *
 * <p>Exit codes: 0 fine, 2 wrong arguments.
 */
@Component(
    service = Verb.class,
    configurationPid = ExtensionHandlerPlugin.PID,
    property = {
      Verb.NAME + "=extensions",
      Verb.HELP
          + "=Shows extension handlers, what was done to them, or would be, and their limits: [list|journal|plan|limits] [--json]",
      Verb.NEEDS + "=either"
    })
public final class ExtensionsVerb implements Verb {
  private static final int USAGE = 2;
  private static final String JSON = "--json";
  private static final Set<String> WORDS = Set.of("list", "journal", "plan", "limits");

  private final HandlerStore store;
  private final Journals journals;
  private final LatestGoal latest;
  private final Outlook outlook;

  /** Made by Declarative Services. */
  @Activate
  public ExtensionsVerb(
      BundleContext context,
      Config config,
      @Reference Files files,
      @Reference Directories directories,
      @Reference LatestGoal latest,
      @Reference PolicySource policy,
      @Reference(service = GoalStateSource.class) ServiceReference<GoalStateSource> goalStates,
      @Reference(service = ArtifactSource.class) ServiceReference<ArtifactSource> artifacts,
      @Reference(service = Plugin.class, cardinality = ReferenceCardinality.MULTIPLE)
          List<ServiceReference<Plugin>> plugins,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this(
        files,
        directories,
        latest,
        (store, journals) ->
            new Lookout(
                    store,
                    journals,
                    Rules.of(
                        config,
                        ExtensionHandlerPlugin.configurationFile(context),
                        () -> Features.of(plugins)),
                    new PolicyGate(files, logger, policy),
                    latest)
                .ask(context, goalStates, artifacts),
        logger);
  }

  ExtensionsVerb(
      Files files, Directories directories, LatestGoal latest, Outlook outlook, Logger logger) {
    this.store = new HandlerStore(files, directories);
    this.journals = new Journals(files, directories.state(ExtensionHandlerPlugin.NAME), logger);
    this.latest = latest;
    this.outlook = outlook;
  }

  /** Finds out what the goal state would do. */
  @FunctionalInterface
  interface Outlook {
    JsonObject ask(HandlerStore store, Journals journals) throws Exception;
  }

  @Override
  public int run(List<String> arguments, Console console) throws Exception {
    boolean json = arguments.contains(JSON);
    List<String> words = arguments.stream().filter(word -> !word.equals(JSON)).toList();
    String what = words.isEmpty() ? "list" : words.get(0);
    if (words.size() > 1 || !WORDS.contains(what)) {
      console.err("usage: waagent extensions [list|journal|plan|limits] [--json]");
      return USAGE;
    }
    if (what.equals("plan")) {
      JsonObject plan = outlook.ask(store, journals);
      List<String> lines = json ? List.of(plan.toString()) : Forecast.lines(plan);
      lines.forEach(console::out);
      return 0;
    }
    JsonArray all =
        switch (what) {
          case "list" -> handlers();
          case "journal" -> journals();
          default -> LimitsTable.of(Limits.ofPlatform());
        };
    if (json) {
      console.out(all.toString());
    } else {
      for (JsonElement one : all) {
        lines(what, one, console);
      }
    }
    return 0;
  }

  private static void lines(String what, JsonElement one, Console console) {
    JsonObject json = one.getAsJsonObject();
    List<String> lines =
        switch (what) {
          case "list" -> List.of(HandlerList.line(json));
          case "journal" -> JournalText.lines(json);
          default -> List.of(LimitsTable.line(json));
        };
    lines.forEach(console::out);
  }

  private JsonArray handlers() throws IOException {
    JsonArray all = new JsonArray();
    for (HandlerFolder folder : store.all()) {
      all.add(HandlerList.json(store, folder, latest.retries(folder.name())));
    }
    return all;
  }

  private JsonArray journals() throws IOException {
    JsonArray all = new JsonArray();
    for (HandlerName name : journals.names()) {
      all.add(JournalText.json(name, journals.load(name)));
    }
    return all;
  }
}
