// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How things were before a swap: what was wrong then may be wrong afterwards. It passes from one
 * version of the updater to another as plain texts, the only types both know.
 *
 * @param components names of those that were not well
 * @param checks severities by name
 * @param progress what the core told, by key
 * @param threads how many threads the agent had
 */
record Baseline(
    Set<String> components, Map<String, String> checks, Map<String, String> progress, int threads) {
  private static final String COMPONENT = "component:";
  private static final String CHECK = "check:";
  private static final String PROGRESS = "progress:";
  private static final String THREADS = "threads";

  Baseline {
    components = Set.copyOf(components);
    checks = Map.copyOf(checks);
    progress = Map.copyOf(progress);
  }

  Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    components.forEach(name -> texts.put(COMPONENT + name, ""));
    checks.forEach((name, severity) -> texts.put(CHECK + name, severity));
    progress.forEach((key, value) -> texts.put(PROGRESS + key, value));
    texts.put(THREADS, Integer.toString(threads));
    return texts;
  }

  static Baseline of(Map<String, String> texts) {
    requireNonNull(texts, "texts");
    Set<String> components = new TreeSet<>();
    Map<String, String> checks = new HashMap<>();
    Map<String, String> progress = new HashMap<>();
    texts.forEach(
        (key, value) -> {
          if (key.startsWith(COMPONENT)) {
            components.add(key.substring(COMPONENT.length()));
          } else if (key.startsWith(CHECK)) {
            checks.put(key.substring(CHECK.length()), value);
          } else if (key.startsWith(PROGRESS)) {
            progress.put(key.substring(PROGRESS.length()), value);
          }
        });
    return new Baseline(
        components, checks, progress, Integer.parseInt(texts.getOrDefault(THREADS, "0")));
  }
}
