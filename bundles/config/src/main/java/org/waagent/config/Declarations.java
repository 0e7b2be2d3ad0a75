// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All keys that installed bundles declare. Immutable. */
final class Declarations {
  static final Declarations NONE = new Declarations(List.of());

  private final Map<String, Declaration> bySlot = new HashMap<>();

  /** Of two declarations of one key the later one counts. */
  Declarations(Collection<Declaration> all) {
    for (Declaration declaration : all) {
      bySlot.put(declaration.property().slot(), declaration);
    }
  }

  /**
   * The declaration of a property. Its name may be spelled in any case: a bundle decides alone
   * whether {@code OS.AllowHTTP} is its {@code allowHTTP} or its {@code allowHttp}.
   */
  Optional<Declaration> find(Property property) {
    return Optional.ofNullable(bySlot.get(property.slot()));
  }

  Collection<Declaration> all() {
    return Collections.unmodifiableCollection(bySlot.values());
  }
}
