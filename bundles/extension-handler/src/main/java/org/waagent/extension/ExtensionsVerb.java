// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.extension.command.JournalText;
import org.waagent.extension.command.Journals;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.extension.handler.HandlerStore;
import org.waagent.goalstate.HandlerName;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.plugin.Console;
import org.waagent.plugin.Verb;

/**
 * {@code waagent extensions [list|journal] [--json]}: which handlers are there and how far they
 * are; what was done to each, for which goal state and settings, and what came of it. It reads what
 * is on disk and changes nothing.
 *
 * <p>Exit codes: 0 fine, 2 wrong arguments.
 */
@Component(
    service = Verb.class,
    property = {
      Verb.NAME + "=extensions",
      Verb.HELP + "=Shows extension handlers, or what was done to them: [list|journal] [--json]",
      Verb.NEEDS + "=either"
    })
public final class ExtensionsVerb implements Verb {
  private static final int USAGE = 2;
  private static final String JSON = "--json";

  private final HandlerStore store;
  private final Journals journals;

  /** Made by Declarative Services. */
  @Activate
  public ExtensionsVerb(
      @Reference Files files,
      @Reference Directories directories,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this.store = new HandlerStore(files, directories);
    this.journals = new Journals(files, directories.state(ExtensionHandlerPlugin.NAME), logger);
  }

  @Override
  public int run(List<String> arguments, Console console) throws IOException {
    boolean json = arguments.contains(JSON);
    List<String> words = arguments.stream().filter(word -> !word.equals(JSON)).toList();
    String what = words.isEmpty() ? "list" : words.get(0);
    if (words.size() > 1 || !what.equals("list") && !what.equals("journal")) {
      console.err("usage: waagent extensions [list|journal] [--json]");
      return USAGE;
    }
    JsonArray all = what.equals("list") ? handlers() : journals();
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
    List<String> lines =
        what.equals("list")
            ? List.of(HandlerList.line(one.getAsJsonObject()))
            : JournalText.lines(one.getAsJsonObject());
    lines.forEach(console::out);
  }

  private JsonArray handlers() throws IOException {
    JsonArray all = new JsonArray();
    for (HandlerFolder folder : store.all()) {
      all.add(HandlerList.json(store, folder));
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
