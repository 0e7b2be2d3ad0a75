// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;

/** Tells whose a stack is, by which bundle has the classes in it. */
final class Owners {
  private final List<Bundle> bundles;
  private final Map<String, Optional<Bundle>> known = new HashMap<>();

  Owners(Collection<Bundle> bundles) {
    this.bundles = List.copyOf(bundles);
  }

  boolean isTheirs(StackTraceElement[] stack) {
    return owner(stack).isPresent();
  }

  /** The bundle of the first class that one of the bundles has. */
  Optional<Bundle> owner(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      Optional<Bundle> owner = known.computeIfAbsent(frame.getClassName(), this::find);
      if (owner.isPresent()) {
        return owner;
      }
    }
    return Optional.empty();
  }

  private Optional<Bundle> find(String name) {
    if (name.startsWith("java.") || name.startsWith("jdk.")) {
      return Optional.empty();
    }
    int hidden = name.indexOf("/0x");
    int lambda = name.indexOf("$$Lambda");
    String outer = lambda > 0 ? name.substring(0, lambda) : name;
    String plain = hidden > 0 && lambda < 0 ? name.substring(0, hidden) : outer;
    String entry = plain.replace('.', '/') + ".class";
    return bundles.stream()
        .filter(bundle -> bundle.getState() != Bundle.UNINSTALLED)
        .filter(bundle -> bundle.getEntry(entry) != null)
        .findFirst();
  }
}
