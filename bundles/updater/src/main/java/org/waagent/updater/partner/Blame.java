// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Bundle;

/**
 * Finds the features whose code a thread runs, by the names of the classes on its stack. The JVM
 * tells no more of a stack than names.
 *
 * @param byClass feature of each class of a partner's bundle
 */
record Blame(Map<String, String> byClass) {
  /** Causes may go round in a circle. */
  private static final int DEEPEST = 20;

  Blame {
    byClass = Map.copyOf(byClass);
  }

  /** For the bundles there are. */
  static Blame of(Bundle[] bundles, Partners partners) {
    Map<String, String> byClass = new HashMap<>();
    for (Bundle bundle : bundles) {
      partners
          .feature(bundle)
          .ifPresent(feature -> classes(bundle).forEach(name -> byClass.put(name, feature)));
    }
    return new Blame(byClass);
  }

  private static Set<String> classes(Bundle bundle) {
    Enumeration<URL> entries = bundle.findEntries("/", "*.class", true);
    Set<String> names = new HashSet<>();
    for (URL entry : entries == null ? Set.<URL>of() : Collections.list(entries)) {
      String path = entry.getPath();
      names.add(path.substring(1, path.length() - ".class".length()).replace('/', '.'));
    }
    return names;
  }

  /** The features on one stack. */
  Set<String> features(StackTraceElement[] stack) {
    Set<String> features = new HashSet<>();
    for (StackTraceElement frame : stack) {
      String feature = byClass.get(frame.getClassName());
      if (feature != null) {
        features.add(feature);
      }
    }
    return features;
  }

  /** How many of these stacks run code of each feature. */
  Map<String, Integer> count(Iterable<StackTraceElement[]> stacks) {
    Map<String, Integer> counts = new HashMap<>();
    stacks.forEach(
        stack -> features(stack).forEach(feature -> counts.merge(feature, 1, Integer::sum)));
    return counts;
  }

  /** The features that an exception came through. */
  Set<String> features(Throwable thrown) {
    Set<String> features = new HashSet<>();
    Throwable at = thrown;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      features.addAll(features(at.getStackTrace()));
      at = at.getCause();
    }
    return features;
  }
}
