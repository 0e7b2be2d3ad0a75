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
 * @param properties framework properties, {@code name=value}
 * @param verbs the words its bundles answer
 */
record Feature(
    String name,
    String version,
    List<String> bundles,
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

  private static Feature parse(String name, List<String> lines, List<VerbLine> verbs) {
    String version = "unknown";
    List<String> bundles = new ArrayList<>();
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
        case "property" -> properties.add(value);
        default -> throw new IllegalArgumentException("not a line of a feature list: " + line);
      }
    }
    return new Feature(name, version, bundles, properties, verbs);
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
