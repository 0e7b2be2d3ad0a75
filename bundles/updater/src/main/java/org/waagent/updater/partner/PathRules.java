// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The paths a feature declared. In a name {@code *} stands for any characters and {@code ?} for
 * one; {@code **} stands for any number of names, so {@code /etc/acme/**} is the folder and all
 * that is in it.
 *
 * <p>What is asked for is a path without links. A declared one may have links on its way that the
 * feature can't have made, such as {@code /var/run}; they are followed here as well.
 */
final class PathRules {
  private final RealPath real;
  private final List<Rule> rules;

  private record Rule(Path fixed, Pattern rest) {}

  PathRules(RealPath real, List<String> globs) {
    this.real = real;
    this.rules = globs.stream().map(PathRules::rule).toList();
  }

  /**
   * Whether a path without links is declared.
   *
   * @throws IOException if the declared paths can't be followed
   */
  boolean cover(Path path) throws IOException {
    for (Rule rule : rules) {
      if (covers(rule, rule.fixed(), path) || covers(rule, real.entry(rule.fixed()), path)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a path and whatever may be in it are declared. */
  boolean coverTree(Path path) throws IOException {
    return cover(path) && cover(path.resolve("any")) && cover(path.resolve("any/thing"));
  }

  private static boolean covers(Rule rule, Path fixed, Path path) {
    return path.startsWith(fixed) && rule.rest().matcher("/" + fixed.relativize(path)).matches();
  }

  private static Rule rule(String glob) {
    List<String> rest = new ArrayList<>();
    Path fixed = Path.of("/");
    for (String name : glob.split("/")) {
      boolean isFixed = rest.isEmpty() && name.indexOf('*') < 0 && name.indexOf('?') < 0;
      if (name.isEmpty()) {
        continue;
      } else if (isFixed) {
        fixed = fixed.resolve(name);
      } else {
        rest.add(name);
      }
    }
    return new Rule(fixed, pattern(rest));
  }

  private static Pattern pattern(List<String> names) {
    StringBuilder pattern = new StringBuilder();
    for (String name : names) {
      pattern.append(name.equals("**") ? "(/.*)?" : "/" + pattern(name));
    }
    // The fixed part itself is "/".
    return Pattern.compile(pattern.isEmpty() ? "/" : pattern.toString(), Pattern.DOTALL);
  }

  private static String pattern(String name) {
    StringBuilder pattern = new StringBuilder();
    for (char c : name.toCharArray()) {
      switch (c) {
        case '*' -> pattern.append("[^/]*");
        case '?' -> pattern.append("[^/]");
        default -> pattern.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return pattern.toString();
  }
}
