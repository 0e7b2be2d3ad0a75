// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.conf.ConfFile;
import org.waagent.plugin.Console;
import org.waagent.plugin.Verb;

/**
 * {@code waagent show-configuration}: the configuration in force, one {@code Key = value} a line.
 */
@Component(
    property = {
      Verb.NAME + "=show-configuration",
      Verb.HELP + "=Print the configuration in force; -verbose also says where each value is from.",
      Verb.NEEDS + "=either"
    })
public final class ShowConfigurationVerb implements Verb {
  private static final int FINE = 0;
  private static final int WRONG_ARGUMENTS = 2;

  private final Bridge bridge;

  /** Works on what the bridge knows. */
  @Activate
  public ShowConfigurationVerb(@Reference Bridge bridge) {
    this.bridge = bridge;
  }

  @Override
  public int run(List<String> arguments, Console console) {
    boolean verbose = false;
    for (String argument : arguments) {
      if (!argument.equals("-verbose") && !argument.equals("--verbose")) {
        console.err("Usage: waagent show-configuration [-verbose]");
        return WRONG_ARGUMENTS;
      }
      verbose = true;
    }
    Current current = bridge.current();
    current.trouble().ifPresent(trouble -> console.err(trouble.getMessage()));
    for (Map.Entry<String, Row> row : rows(current).entrySet()) {
      String source = verbose ? " (" + row.getValue().source + ")" : "";
      console.out(row.getKey() + " = " + row.getValue().value + source);
    }
    return FINE;
  }

  private record Row(String value, String source) {}

  private static Map<String, Row> rows(Current current) {
    KnownKeys known = KnownKeys.read();
    Map<String, Row> rows = new TreeMap<>();
    for (ConfFile.Entry entry : current.file().entries()) {
      Optional<KnownKey> key = known.find(entry.key());
      if (key.isPresent() && KeyRule.newSpelling(entry.key()).isEmpty()) {
        rows.put(entry.key(), new Row(Shown.value(key.get(), entry.value()), source(entry)));
      }
    }
    Map<String, Setting> settings = current.settings().bySlot();
    for (Declaration declaration : current.declarations().all()) {
      Optional<Setting> setting = Settings.find(settings, declaration.property());
      Optional<Object> value = setting.flatMap(Setting::value);
      String source = value.isEmpty() ? "default" : source(setting.orElseThrow().entry());
      rows.put(known.keyOf(declaration), new Row(Shown.value(declaration, value), source));
    }
    return rows;
  }

  private static String source(ConfFile.Entry entry) {
    return "file, line " + entry.line();
  }
}
