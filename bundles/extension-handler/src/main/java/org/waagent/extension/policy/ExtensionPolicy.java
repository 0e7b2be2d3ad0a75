// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.policy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.waagent.goalstate.HandlerName;

/**
 * What the owner of the machine allows. Names count whatever their case.
 *
 * @param allowListedOnly whether only the extensions named may run
 * @param signatureRequired whether packages must be signed, unless an extension's own rule says
 *     otherwise
 * @param extensions the extensions named, and whether each must be signed; empty where the general
 *     rule holds
 */
record ExtensionPolicy(
    boolean allowListedOnly, boolean signatureRequired, Map<String, Optional<Boolean>> extensions) {
  ExtensionPolicy {
    Map<String, Optional<Boolean>> known = new HashMap<>();
    extensions.forEach((name, rule) -> known.put(key(name), rule));
    extensions = Map.copyOf(known);
  }

  /** Everything is allowed. */
  static ExtensionPolicy none() {
    return new ExtensionPolicy(false, false, Map.of());
  }

  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  boolean allows(HandlerName name) {
    return !allowListedOnly || extensions.containsKey(key(name.text()));
  }

  boolean requiresSignature(HandlerName name) {
    return extensions.getOrDefault(key(name.text()), Optional.empty()).orElse(signatureRequired);
  }
}
