// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.waagent.conf.BadConfException;
import org.waagent.config.Finding.Weight;
import org.waagent.plugin.Console;
import org.waagent.plugin.Verb;

/** {@code waagent config check [file]} and {@code waagent config keys}. */
@Component(
    property = {
      Verb.NAME + "=config",
      Verb.HELP + "=Check waagent.conf ('check [FILE]') or list its keys ('keys').",
      Verb.NEEDS + "=either"
    })
public final class ConfigVerb implements Verb {
  private static final int FINE = 0;
  private static final int FAILED = 1;
  private static final int WRONG_ARGUMENTS = 2;

  private final Bridge bridge;

  /** Works on what the bridge knows. */
  @Activate
  public ConfigVerb(@Reference Bridge bridge) {
    this.bridge = bridge;
  }

  @Override
  public int run(List<String> arguments, Console console) {
    String word = arguments.isEmpty() ? "" : arguments.get(0);
    if (word.equals("keys") && arguments.size() == 1) {
      return keys(console);
    }
    if (word.equals("check") && arguments.size() <= 2) {
      return check(arguments.size() == 2 ? named(arguments.get(1)) : bridge.path(), console);
    }
    return usage(console);
  }

  /** A daemon does not share its folder with the caller, so a relative path means nothing here. */
  private static Optional<Path> named(String argument) {
    try {
      return Optional.of(Path.of(argument)).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static int usage(Console console) {
    console.err("Usage: waagent config check [ABSOLUTE-PATH] | waagent config keys");
    return WRONG_ARGUMENTS;
  }

  private int check(Optional<Path> file, Console console) {
    if (file.isEmpty()) {
      return usage(console);
    }
    try {
      Declarations declarations = bridge.current().declarations();
      Current read = Current.of(bridge.source().read(file.get()), declarations);
      return print(file.get(), Findings.of(read), console);
    } catch (BadConfException e) {
      console.err("error: " + e.getMessage());
      return FAILED;
    }
  }

  private static int print(Path file, List<Finding> findings, Console console) {
    for (Finding finding : findings) {
      String weight =
          switch (finding.weight()) {
            case NOTE -> "note: ";
            case WARNING -> "warning: ";
            case ERROR -> "error: ";
          };
      console.out(weight + finding);
    }
    int odd = Findings.odd(findings).size();
    console.out(odd == 0 ? file + " is fine." : file + ": " + odd + " to look at.");
    return Finding.worst(findings) == Weight.ERROR ? FAILED : FINE;
  }

  private int keys(Console console) {
    KnownKeys known = KnownKeys.read();
    Map<String, Declaration> sorted = new TreeMap<>();
    for (Declaration declaration : bridge.current().declarations().all()) {
      sorted.put(known.keyOf(declaration), declaration);
    }
    for (Map.Entry<String, Declaration> key : sorted.entrySet()) {
      Declaration declaration = key.getValue();
      String facts = declaration.type().words() + ", default " + Shown.fallback(declaration);
      console.out(key.getKey() + " (" + facts + "; " + declaration.bundle() + ")");
      if (!declaration.help().isEmpty()) {
        console.out("    " + declaration.help());
      }
    }
    return FINE;
  }
}
