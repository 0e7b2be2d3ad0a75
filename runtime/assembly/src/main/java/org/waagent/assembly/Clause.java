// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A clause of a header of a manifest: {@code "name";attribute="value"}.
 *
 * @param name without quotes
 * @param attributes without quotes
 */
record Clause(String name, Map<String, String> attributes) {
  /** At a separator, with an even number of quotes to come. */
  private static final String UNQUOTED = "(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

  private static final Pattern CLAUSES = Pattern.compile("," + UNQUOTED);
  private static final Pattern PARTS = Pattern.compile(";" + UNQUOTED);

  /** The clauses of a header. */
  static List<Clause> all(String header) {
    List<Clause> clauses = new ArrayList<>();
    for (String text : CLAUSES.split(header)) {
      String[] parts = PARTS.split(text);
      Map<String, String> attributes = new HashMap<>();
      for (int i = 1; i < parts.length; i++) {
        int equals = parts[i].indexOf('=');
        attributes.put(
            parts[i].substring(0, Math.max(0, equals)).strip(),
            plain(parts[i].substring(equals + 1)));
      }
      if (!plain(parts[0]).isEmpty()) {
        clauses.add(new Clause(plain(parts[0]), attributes));
      }
    }
    return clauses;
  }

  private static String plain(String text) {
    return text.strip().replace("\"", "");
  }

  /** Empty if it is missing. */
  String attribute(String key) {
    return attributes.getOrDefault(key, "");
  }
}
