// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The command line of a life. */
final class LifeArguments {
  static final String USAGE =
      """
      usage: java -jar azure-host.jar life --agent PROGRAM [options] PACKAGE
        PACKAGE                a zip or a folder with HandlerManifest.json at its root
        --agent PROGRAM        bin/waagent of an installation
        --name PUBLISHER.TYPE  name of the extension (default: from manifest.xml or the handler manifest)
        --version VERSION      of the package (default: from manifest.xml, else 1.0.0)
        --settings FILE        public settings, a JSON object (default: {})
        --new-settings FILE    public settings of the later steps (default: the same)
        --protected FILE       protected settings, a JSON object in the clear; its texts are secrets
        --update PACKAGE       the next version (default: the same package as the next version)
        --config NAME          try a multi-config handler, with settings of that name
        --keep DIR             keep everything written in DIR, which must be empty or missing
        --timeout SECONDS      how long a step may take (default: 300)
      exit code: 0 no rule failed, 1 a rule failed, 2 wrong usage or nothing could be tried
      """;
  private static final Set<String> KNOWN =
      Set.of(
          "--agent",
          "--name",
          "--version",
          "--settings",
          "--new-settings",
          "--protected",
          "--update",
          "--config",
          "--keep",
          "--timeout");
  private static final int MOST_SECONDS = 100_000;

  private final Map<String, String> values = new HashMap<>();
  private Path handler;

  private LifeArguments() {}

  static LifeOptions read(String... args) {
    LifeArguments arguments = new LifeArguments();
    arguments.sort(args);
    return arguments.options();
  }

  private void sort(String... args) {
    for (int i = 0; i < args.length; i++) {
      if (KNOWN.contains(args[i])) {
        if (i + 1 == args.length) {
          throw new UsageError(args[i] + ": needs a value");
        }
        values.put(args[i], args[++i]);
      } else if (args[i].startsWith("-") || handler != null) {
        throw new UsageError(args[i] + ": not understood");
      } else {
        handler = existing(args[i]);
      }
    }
  }

  private LifeOptions options() {
    if (handler == null || !values.containsKey("--agent")) {
      throw new UsageError(handler == null ? "no package given" : "--agent: missing");
    }
    Path agent = existing(values.get("--agent"));
    if (!Files.isExecutable(agent) || Files.isDirectory(agent)) {
      throw new UsageError("--agent: " + agent + " is no program");
    }
    return new LifeOptions(
        agent,
        handler,
        value("--name"),
        value("--version"),
        json("--settings").orElse("{}"),
        json("--new-settings"),
        json("--protected"),
        value("--update").map(LifeArguments::existing),
        value("--config"),
        value("--keep").map(folder -> Path.of(folder).toAbsolutePath()),
        value("--timeout")
            .map(LifeArguments::seconds)
            .orElse(LifeOptions.of(agent, handler).patience()));
  }

  private Optional<String> value(String option) {
    return Optional.ofNullable(values.get(option));
  }

  private Optional<String> json(String option) {
    return value(option).map(file -> object(option, existing(file)));
  }

  private static String object(String option, Path file) {
    try {
      String text = Files.readString(file);
      if (JsonParser.parseString(text).isJsonObject()) {
        return text;
      }
      throw new UsageError(option + ": " + file + " is no JSON object");
    } catch (JsonSyntaxException | IOException e) {
      throw new UsageError(option + ": " + file + ": " + e.getMessage());
    }
  }

  private static Duration seconds(String text) {
    if (!text.matches("\\d{1,6}") || Integer.parseInt(text) > MOST_SECONDS) {
      throw new UsageError("--timeout: not a number of seconds: " + text);
    }
    return Duration.ofSeconds(Integer.parseInt(text));
  }

  private static Path existing(String name) {
    Path file = Path.of(name).toAbsolutePath().normalize();
    if (!Files.exists(file)) {
      throw new UsageError(file + " does not exist");
    }
    return file;
  }
}
