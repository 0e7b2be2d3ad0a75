// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.archive;

import java.util.ArrayList;
import java.util.List;

/**
 * A header of a bundle's manifest, {@code name;name;attribute=value;directive:="a,b", name} (OSGi
 * Core 8, 3.2.4).
 */
final class Header {
  private Header() {}

  /** The names in it, without what follows them. */
  static List<String> names(String value) {
    List<String> names = new ArrayList<>();
    for (String clause : split(value, ',')) {
      for (String part : split(clause, ';')) {
        if (part.indexOf('=') < 0 && !part.isEmpty()) {
          names.add(part);
        }
      }
    }
    return names;
  }

  /** The first name in it; empty if there is none. */
  static String name(String value) {
    List<String> names = names(value);
    return names.isEmpty() ? "" : names.get(0);
  }

  /** What stands in quotes is not looked at. */
  private static List<String> split(String text, char at) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (c == at && !quoted) {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString().strip());
    return parts;
  }
}
