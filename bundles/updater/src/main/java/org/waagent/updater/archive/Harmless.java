// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a partner's bundle may refer to of Java and of OSGi: the table {@code harmless} beside this
 * class. What it does not name may not be referred to; new doors of new versions of Java are closed
 * that way.
 */
final class Harmless {
  private static final List<String> PLATFORM =
      List.of(
          "java/",
          "javax/",
          "jdk/",
          "sun/",
          "com/sun/",
          "org/w3c/dom/",
          "org/xml/sax/",
          "org/ietf/jgss/",
          "org/osgi/");

  private final Map<String, Boolean> packages = new HashMap<>();
  private final Map<String, Boolean> classes = new HashMap<>();

  /** For each class the parts of it that have lines of their own. */
  private final Map<String, Map<String, Boolean>> members = new HashMap<>();

  private final Set<String> importable = new HashSet<>();

  /** Reads the table. */
  Harmless() {
    try (InputStream table = Harmless.class.getResourceAsStream("harmless");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> line.startsWith("+ ") || line.startsWith("- "))
          .forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) {
    boolean may = line.charAt(0) == '+';
    String name = line.substring(2).strip();
    int hash = name.indexOf('#');
    if (name.endsWith(".*")) {
      packages.put(internal(name.substring(0, name.length() - 2)), may);
    } else if (hash < 0) {
      classes.put(internal(name), may);
    } else {
      members
          .computeIfAbsent(internal(name.substring(0, hash)), c -> new HashMap<>())
          .put(name.substring(hash + 1), may);
    }
    if (may) {
      importable.add(packageOf(internal(name.replaceAll("[#*].*", ""))));
    }
  }

  private static String internal(String name) {
    return name.replace('.', '/');
  }

  private static String packageOf(String type) {
    return type.substring(0, Math.max(0, type.lastIndexOf('/')));
  }

  /**
   * Whether a class may be referred to. Classes that are not of the platform may: the bundle brings
   * them, or has to import them.
   *
   * @param type for example {@code java/lang/String}
   */
  boolean mayUse(String type) {
    return mayUseAll(type) || members.getOrDefault(type, Map.of()).containsValue(true);
  }

  /** Of some classes only parts may be used. */
  private boolean mayUseAll(String type) {
    return !isOfPlatform(type)
        || classes.getOrDefault(type, packages.getOrDefault(packageOf(type), false));
  }

  /**
   * Whether a part of a class may be used.
   *
   * @param type for example {@code java/lang/Thread}
   * @param member for example {@code stop()V}
   */
  boolean mayUse(String type, String member) {
    int best = 0;
    boolean may = false;
    for (Map.Entry<String, Boolean> line : members.getOrDefault(type, Map.of()).entrySet()) {
      String part = line.getKey();
      if (part.length() > best && isAbout(part, member)) {
        best = part.length();
        may = line.getValue();
      }
    }
    return best > 0 ? may : mayUseAll(type);
  }

  /** A line about a name is not one about a longer name. */
  private static boolean isAbout(String part, String member) {
    return part.indexOf('(') >= 0
        ? member.startsWith(part)
        : member.equals(part) || member.startsWith(part + "(");
  }

  /** Whether a package may be imported. Those of Java may: their classes are looked at. */
  boolean mayImport(String name) {
    String type = internal(name) + "/";
    return isOfPlatform(type) && !type.startsWith("org/osgi/")
        || importable.contains(internal(name));
  }

  private static boolean isOfPlatform(String type) {
    return PLATFORM.stream().anyMatch(type::startsWith);
  }
}
