// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.waagent.conf.ConfFile;

/**
 * A line of the file and what it sets.
 *
 * @param entry the line that holds
 * @param property where it goes
 * @param declaration of the key; empty if no installed bundle declares it
 * @param value typed; empty if the key is not set, or the text cannot be used
 * @param problem why the text cannot be used
 */
record Setting(
    ConfFile.Entry entry,
    Property property,
    Optional<Declaration> declaration,
    Optional<Object> value,
    Optional<String> problem) {
  Setting {
    requireNonNull(entry, "entry");
    requireNonNull(property, "property");
    requireNonNull(declaration, "declaration");
    requireNonNull(value, "value");
    requireNonNull(problem, "problem");
  }

  static Setting of(ConfFile.Entry entry, Property property, Optional<Declaration> declaration) {
    if (entry.value().isEmpty()) {
      return new Setting(entry, property, declaration, Optional.empty(), Optional.empty());
    }
    String text = entry.value().get();
    if (declaration.isEmpty()) {
      return new Setting(entry, property, declaration, Optional.of(text), Optional.empty());
    }
    Property declared = declaration.get().property();
    ValueType type = declaration.get().type();
    Optional<Object> value = type.read(text);
    Optional<String> problem =
        value.isEmpty()
            ? Optional.of("is not " + type.words())
            : objection(declaration.get(), value);
    return new Setting(
        entry, declared, declaration, problem.isEmpty() ? value : Optional.empty(), problem);
  }

  private static Optional<String> objection(Declaration declaration, Optional<Object> value) {
    Optional<String> told = declaration.objection(value.orElseThrow().toString());
    return told.isEmpty() ? told : Optional.of("is not allowed (" + told.get() + ")");
  }
}
