// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.osgi.service.metatype.AttributeDefinition;

/**
 * A key as an installed bundle declares it.
 *
 * @param pid of the configuration it is in
 * @param attribute type, default and help of it
 * @param bundle symbolic name of the bundle that declares it
 */
record Declaration(String pid, AttributeDefinition attribute, String bundle) {
  Declaration {
    requireNonNull(pid, "pid");
    requireNonNull(attribute, "attribute");
    requireNonNull(bundle, "bundle");
  }

  Property property() {
    return new Property(pid, attribute.getID());
  }

  ValueType type() {
    return ValueType.of(attribute.getType());
  }

  boolean isPassword() {
    return attribute.getType() == AttributeDefinition.PASSWORD;
  }

  /** The default of the signature; empty if that is nothing. */
  Optional<String> fallback() {
    String[] values = attribute.getDefaultValue();
    boolean none = values == null || values.length == 0 || values[0] == null || values[0].isEmpty();
    return none ? Optional.empty() : Optional.of(values[0]);
  }

  /** What the key is for. */
  String help() {
    String text = attribute.getDescription();
    return text == null ? "" : text;
  }

  /** What keeps a value of the right type from being used, for example a bound. */
  Optional<String> objection(String text) {
    String told = attribute.validate(text);
    return told == null || told.isEmpty() ? Optional.empty() : Optional.of(told);
  }
}
