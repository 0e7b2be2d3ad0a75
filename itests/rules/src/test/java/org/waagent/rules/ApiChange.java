// SPDX-License-Identifier: Apache-2.0
package org.waagent.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Holds an api against the one that partners have, by the rules of semantic versions. */
final class ApiChange {
  private ApiChange() {}

  /** What is wrong, one text for each finding. */
  static List<String> findings(Api before, Api now) {
    List<String> findings = new ArrayList<>();
    for (String name : before.lines().keySet()) {
      if (now.lines().containsKey(name)) {
        findings.addAll(ofPackage(name, before, now));
      } else {
        findings.add("package " + name + " is gone; partners can't resolve any more");
      }
    }
    return findings;
  }

  private static List<String> ofPackage(String name, Api before, Api now) {
    TreeSet<String> gone = new TreeSet<>(before.lines().get(name));
    gone.removeAll(now.lines().get(name));
    TreeSet<String> added = new TreeSet<>(now.lines().get(name));
    added.removeAll(before.lines().get(name));
    int[] old = version(before, name);
    int[] current = version(now, name);
    boolean major = current[0] > old[0];
    boolean minor = major || current[0] == old[0] && current[1] > old[1];
    List<String> findings = new ArrayList<>();
    for (String line : gone) {
      if (!major) {
        findings.add(name + ": removed or changed without a new major version: " + line);
      }
    }
    for (String line : added) {
      boolean demanded = line.startsWith("demands ");
      if (demanded && !major && !isNewType(line, before.lines().get(name))) {
        findings.add(
            name + ": partners would have to implement it, needs a major version: " + line);
      } else if (!minor) {
        findings.add(name + ": added without a new minor version: " + line);
      }
    }
    return findings;
  }

  /** A type nobody has implemented yet may demand what it likes. */
  private static boolean isNewType(String line, TreeSet<String> before) {
    String member = line.substring(0, line.indexOf('('));
    String type = member.substring(member.lastIndexOf(' ') + 1, member.lastIndexOf('.'));
    return before.stream().noneMatch(known -> known.contains(type + "."));
  }

  private static int[] version(Api api, String name) {
    String[] parts = api.versions().getOrDefault(name, "0.0.0").split("\\.");
    return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
  }
}
