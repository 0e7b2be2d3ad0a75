// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The plain list the assembly made of a feature: nothing of it needs a JSON parser at start.
 *
 * @param name for example {@code standard}
 * @param version of the whole set
 * @param bundles file names below {@code bundles/}, in start order
 * @param classPath launcher and framework of its own; file names below {@code lib/}; none where the
 *     installation's are to be used
 * @param properties framework properties, {@code name=value}
 * @param verbs the words its bundles answer
 */
record Feature(
    String name,
    String version,
    List<String> bundles,
    List<String> classPath,
    List<String> properties,
    List<VerbLine> verbs) {

  /** Reads {@code <name>.list} and {@code <name>.verbs} from a folder. */
  static Feature read(Path folder, String name) throws CommandException {
    Path list = folder.resolve(name + ".list");
    try {
      return parse(name, Files.readAllLines(list), verbs(folder.resolve(name + ".verbs")));
    } catch (IOException e) {
      throw new CommandException(ExitCode.FAILED, "cannot read the feature list " + list);
    }
  }

  /**
   * Reads the list of a set that an update put together, and holds its bundles against it.
   *
   * @param home the installation it has to have been made for
   */
  static Feature readSet(Path list, Path verbs, Home home)
      throws CommandException, DamagedSetException {
    Feature installed = home.feature();
    try {
      List<String> lines = Files.readAllLines(list);
      Path file = null;
      String name = installed.name();
      for (String line : lines) {
        String value = line.substring(line.indexOf(' ') + 1);
        if (line.startsWith("bundle ")) {
          file = home.bundles().resolve(value);
        } else if (line.startsWith("classpath ")) {
          file = home.lib().resolve(value);
        } else if (line.startsWith("size ") && file != null) {
          check(file, value);
          file = null;
        } else if (line.startsWith("installation ")) {
          check(value, installed);
        } else if (line.startsWith("feature ")) {
          name = value;
        }
      }
      Feature feature = parse(name, lines, verbs(verbs));
      if (feature.bundles().isEmpty()) {
        throw new DamagedSetException("its list names no bundle");
      }
      return feature;
    } catch (IOException | RuntimeException e) {
      throw new DamagedSetException("its list cannot be read: " + e);
    }
  }

  private static void check(Path file, String size) throws IOException, DamagedSetException {
    if (!Files.isRegularFile(file)) {
      throw new DamagedSetException(file + " is missing");
    }
    if (!Long.toString(Files.size(file)).equals(size)) {
      throw new DamagedSetException(file + " has not the size it should have");
    }
  }

  private static void check(String wanted, Feature installed) throws DamagedSetException {
    String found = installed.name() + " " + installed.version();
    if (!wanted.equals(found)) {
      throw new DamagedSetException(
          "it was made on " + wanted + ", and " + found + " is installed now");
    }
  }

  private static Feature parse(String name, List<String> lines, List<VerbLine> verbs) {
    String version = "unknown";
    List<String> bundles = new ArrayList<>();
    List<String> classPath = new ArrayList<>();
    List<String> properties = new ArrayList<>();
    for (String line : lines) {
      int blank = line.indexOf(' ');
      if (blank < 0 || line.charAt(0) == '#') {
        continue;
      }
      String value = line.substring(blank + 1);
      switch (line.substring(0, blank)) {
        case "version" -> version = value;
        case "bundle" -> bundles.add(value);
        case "classpath" -> classPath.add(value);
        case "property" -> properties.add(value);
        case "feature", "installation", "size" -> {}
        default -> throw new IllegalArgumentException("not a line of a feature list: " + line);
      }
    }
    return new Feature(name, version, bundles, classPath, properties, verbs);
  }

  private static List<VerbLine> verbs(Path file) throws IOException {
    List<VerbLine> verbs = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      VerbLine verb = VerbLine.parse(line);
      if (verb != null) {
        verbs.add(verb);
      }
    }
    return verbs;
  }

  /** The verb of that name, or null. */
  VerbLine verb(String word) {
    for (VerbLine verb : verbs) {
      if (verb.name().equals(word)) {
        return verb;
      }
    }
    return null;
  }
}
