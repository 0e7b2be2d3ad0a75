// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import java.util.Optional;
import org.osgi.service.metatype.AttributeDefinition;

/** Types a value may have. */
enum ValueType {
  BOOLEAN("y or n") {
    @Override
    Optional<Object> read(String text) {
      if (text.equalsIgnoreCase("y")) {
        return Optional.of(Boolean.TRUE);
      }
      return text.equalsIgnoreCase("n") ? Optional.of(Boolean.FALSE) : Optional.empty();
    }
  },
  INTEGER("a whole number") {
    @Override
    Optional<Object> read(String text) {
      try {
        return Optional.of(Integer.valueOf(text));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
  },
  STRING("text") {
    @Override
    Optional<Object> read(String text) {
      return Optional.of(text);
    }
  };

  private final String words;

  ValueType(String words) {
    this.words = words;
  }

  /** The type a metatype means. What this agent has no type for stays text. */
  static ValueType of(int attributeType) {
    return switch (attributeType) {
      case AttributeDefinition.BOOLEAN -> BOOLEAN;
      case AttributeDefinition.INTEGER -> INTEGER;
      default -> STRING;
    };
  }

  /** The value a text stands for; empty if it stands for none of this type. */
  abstract Optional<Object> read(String text);

  /** What a value has to be, in words. */
  String words() {
    return words;
  }
}
