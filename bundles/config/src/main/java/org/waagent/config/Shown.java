// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import java.util.Locale;
import java.util.Optional;

/** How values are shown to people and to scripts that read the classic listing. */
final class Shown {
  private static final String NOT_SET = "None";
  private static final String STARS = "***";

  private Shown() {}

  static String value(Object value) {
    if (value instanceof Boolean yes) {
      return yes ? "True" : "False";
    }
    return value.toString();
  }

  /** The default of a key. */
  static String fallback(Declaration declaration) {
    Optional<String> text = declaration.fallback();
    if (text.isEmpty()) {
      return NOT_SET;
    }
    boolean bool = declaration.type() == ValueType.BOOLEAN;
    return bool ? value(text.get().toLowerCase(Locale.ROOT).equals("true")) : text.get();
  }

  /** What holds for a declared key. */
  static String value(Declaration declaration, Optional<Object> set) {
    if (set.isEmpty()) {
      return fallback(declaration);
    }
    return declaration.isPassword() ? STARS : value(set.get());
  }

  /** What the file says of a key that no installed bundle declares. */
  static String value(KnownKey key, Optional<String> text) {
    return text.flatMap(key.type()::read).map(Shown::value).orElse(NOT_SET);
  }
}
