// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The manual page waagent.conf(5), made from the shipped configuration, whose comments say what
 * each key is for, and from the table of keys that are not in it.
 */
final class ConfManual {
  private static final Pattern SECTION = Pattern.compile("# --- (.*?)[ -]*");
  private static final Pattern KEY = Pattern.compile("(# )?([A-Za-z]+(?:\\.[A-Za-z]+)?)=(.*)");

  private final List<String> page = new ArrayList<>();
  private final Set<String> keys = new LinkedHashSet<>();
  private final List<String> comment = new ArrayList<>();

  private ConfManual() {}

  /**
   * Makes the page.
   *
   * @param configuration lines of the shipped file
   * @param known lines of the table: key, type, owner, remark
   */
  static List<String> page(List<String> configuration, List<String> known) {
    ConfManual manual = new ConfManual();
    manual.begin();
    configuration.forEach(manual::line);
    manual.others(known);
    return manual.page;
  }

  private void begin() {
    add(".\\\" SPDX-License-Identifier: Apache-2.0");
    add(".TH WAAGENT.CONF 5 2026-11-29 \"waagent\" \"File formats\"");
    add(".SH NAME");
    add("waagent.conf \\- configuration of the Azure Linux agent");
    add(".SH DESCRIPTION");
    add("Each line holds one");
    add(".IR Key = value .");
    add("y or n switches something, None means that the key is not set, and what follows a # is a");
    add("comment.");
    add("Changes are taken over while the agent runs, except where a text says otherwise.");
    add(".B waagent config check");
    add("tells what is wrong with the file,");
    add(".B waagent show-configuration");
    add("what is in force.");
  }

  private void line(String line) {
    Matcher section = SECTION.matcher(line);
    Matcher key = KEY.matcher(line);
    if (section.matches()) {
      add(".SH " + text(section.group(1)).replace('"', '\''));
      comment.clear();
    } else if (key.matches()) {
      key(key.group(2), key.group(3).replaceFirst("#.*", "").strip(), key.group(1) == null);
    } else if (line.startsWith("# ")) {
      comment.add(line.substring(2));
    } else {
      comment.clear();
    }
  }

  private void key(String key, String value, boolean set) {
    keys.add(key);
    add(".TP");
    add(".B " + text(key));
    comment.forEach(line -> add(text(line)));
    add((set ? "Shipped: " : "Default: ") + text(value) + ".");
    comment.clear();
  }

  private void others(List<String> known) {
    add(".SH FURTHER KEYS");
    for (String line : known) {
      String[] fields = line.split(" ", 4);
      if (!line.startsWith("#") && fields.length > 2 && !keys.contains(fields[0])) {
        add(".TP");
        add(".B " + text(fields[0]));
        boolean used = !fields[2].equals("-");
        String remark = fields.length > 3 ? ": " + fields[3] : "";
        add(text((used ? "of the bundle " + fields[2] : "not used") + remark) + ".");
      }
    }
    add(".SH SEE ALSO");
    add(".BR waagent (8)");
  }

  /** Text that no line of which is taken for a request. */
  private static String text(String text) {
    String escaped = text.replace("\\", "\\e").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }

  private void add(String line) {
    page.add(line);
  }
}
