// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All keys the field knows, from the table {@code known-keys} beside this class. It answers for
 * keys whose bundle is not installed; where an installed bundle declares a key, that counts.
 */
final class KnownKeys {
  private final Map<String, KnownKey> byKey = new HashMap<>();
  private final Map<String, String> spelling = new HashMap<>();

  private KnownKeys(String table) {
    for (String line : table.split("\n")) {
      if (!line.isEmpty() && line.charAt(0) != '#') {
        add(parse(line));
      }
    }
  }

  static KnownKeys read() {
    try (InputStream table = KnownKeys.class.getResourceAsStream("known-keys")) {
      if (table == null) {
        throw new IllegalStateException("the table known-keys is not in this bundle");
      }
      return new KnownKeys(new String(table.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(KnownKey known) {
    byKey.put(known.key(), known);
    if (KeyRule.newSpelling(known.key()).isEmpty()) {
      spelling.put(KeyRule.of(known.key()).orElseThrow().slot(), known.key());
    }
  }

  private static KnownKey parse(String line) {
    String[] columns = line.split(" ", 4);
    ValueType type =
        switch (columns[1]) {
          case "B" -> ValueType.BOOLEAN;
          case "I" -> ValueType.INTEGER;
          case "S" -> ValueType.STRING;
          default -> throw new IllegalStateException("no type: " + line);
        };
    return new KnownKey(columns[0], type, columns[2], columns.length < 4 ? "" : columns[3]);
  }

  Optional<KnownKey> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  List<String> names() {
    return new ArrayList<>(byKey.keySet());
  }

  /** The key that sets a property, if it is one of the table. */
  Optional<String> key(Property property) {
    return Optional.ofNullable(spelling.get(property.slot()));
  }

  /** The key that sets what a bundle declares, made by the rule if the table does not know it. */
  String keyOf(Declaration declaration) {
    Property property = declaration.property();
    return key(property).orElseGet(() -> byRule(property));
  }

  private static String byRule(Property property) {
    String section = property.pid().substring(Property.ROOT.length());
    return upperFirst(section) + '.' + upperFirst(property.name());
  }

  private static String upperFirst(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
