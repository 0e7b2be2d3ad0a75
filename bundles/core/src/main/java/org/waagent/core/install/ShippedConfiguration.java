// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.install;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The configuration that is shipped for a system: the general file with the lines of the system's
 * own file in place of those there.
 */
final class ShippedConfiguration {
  /** What the own file says of itself. */
  private static final int HEADER = 2;

  private final List<String> lines;

  private ShippedConfiguration(List<String> lines) {
    this.lines = lines;
  }

  /** The whole file. */
  static String of(String general, String own) {
    ShippedConfiguration shipped =
        new ShippedConfiguration(new ArrayList<>(general.lines().toList()));
    List<String> comments = new ArrayList<>();
    for (String line : own.lines().skip(HEADER).toList()) {
      comments.add(line);
      if (!line.startsWith("#") && line.indexOf('=') > 0) {
        shipped.put(line.substring(0, line.indexOf('=')).strip(), comments);
        comments.clear();
      }
    }
    return String.join("\n", shipped.lines) + "\n";
  }

  private void put(String key, List<String> own) {
    int at = find("\\s*" + Pattern.quote(key) + "\\s*=.*");
    if (at < 0) {
      at = find("#\\s*" + Pattern.quote(key) + "\\s*=.*");
    }
    if (at < 0) {
      lines.addAll(own);
    } else {
      lines.remove(at);
      lines.addAll(at, own);
    }
  }

  private int find(String regex) {
    Pattern pattern = Pattern.compile(regex);
    for (int i = 0; i < lines.size(); i++) {
      if (pattern.matcher(lines.get(i)).matches()) {
        return i;
      }
    }
    return -1;
  }
}
