// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.util.HashMap;
import java.util.Map;

/** Lines of the form {@code KEY=value} as in {@code os-release(5)}. */
final class Release {
  private final Map<String, String> values = new HashMap<>();

  Release(String text) {
    for (String line : text.split("\n")) {
      int equals = line.indexOf('=');
      if (equals > 0 && line.charAt(0) != '#') {
        values.put(line.substring(0, equals).strip(), bare(line.substring(equals + 1).strip()));
      }
    }
  }

  /** Empty text if it is not there. */
  String get(String key) {
    return values.getOrDefault(key, "");
  }

  private static String bare(String value) {
    if (value.length() < 2 || value.charAt(0) != value.charAt(value.length() - 1)) {
      return value;
    }
    String inner = value.substring(1, value.length() - 1);
    return switch (value.charAt(0)) {
      case '\'' -> inner;
      case '"' -> inner.replaceAll("\\\\(.)", "$1");
      default -> value;
    };
  }
}
