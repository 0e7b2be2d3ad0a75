// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.ssh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What is wanted of the SSH server, and how it gets into {@code sshd_config(5)}: the server takes
 * the first value of a keyword, keywords are in any case, and what stands below a {@code Match}
 * counts for some connections only.
 */
public final class SshdDirectives {
  private final Map<String, String> values;

  private SshdDirectives(Map<String, String> values) {
    this.values = values;
  }

  /**
   * @param passwords whether one may log in with a password
   * @param aliveInterval seconds between two looks whether the client is still there
   * @param knowsKeyboard whether the server has the newer name of challenges
   */
  public static SshdDirectives of(boolean passwords, int aliveInterval, boolean knowsKeyboard) {
    String allowed = passwords ? "yes" : "no";
    Map<String, String> values = new LinkedHashMap<>();
    values.put("PasswordAuthentication", allowed);
    values.put("ChallengeResponseAuthentication", allowed);
    if (knowsKeyboard) {
      values.put("KbdInteractiveAuthentication", allowed);
    }
    values.put("ClientAliveInterval", Integer.toString(aliveInterval));
    return new SshdDirectives(values);
  }

  /** A file that says this and nothing else, for a folder of parts. */
  public String part() {
    StringBuilder text = new StringBuilder();
    values.forEach((name, value) -> text.append(name).append(' ').append(value).append('\n'));
    return text.toString();
  }

  /** The text with these values in force; what else stands in it stays. */
  public String in(String text) {
    String whole = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    List<String> lines = new ArrayList<>(List.of(whole.split("\n", -1)));
    values.forEach((name, value) -> set(lines, name, name + " " + value));
    return String.join("\n", lines);
  }

  /** Whether a file takes in all files of a folder before it says anything for some only. */
  public static boolean includes(String text, String folder) {
    for (String line : text.split("\n", -1)) {
      String[] words = line.strip().split("[\\s=]+");
      if (words[0].equalsIgnoreCase("match")) {
        return false;
      }
      if (words[0].equalsIgnoreCase("include") && List.of(words).contains(folder + "/*.conf")) {
        return true;
      }
    }
    return false;
  }

  private static void set(List<String> lines, String name, String directive) {
    OptionalInt block = OptionalInt.empty();
    boolean replaced = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip().toLowerCase(Locale.ROOT);
      if (line.matches("match(\\s.*)?")) {
        block = after(line, block, i);
      } else if (block.isEmpty() && line.split("[\\s=]", 2)[0].equalsIgnoreCase(name)) {
        lines.set(i, directive);
        replaced = true;
      }
    }
    if (!replaced) {
      // The last element is the empty text behind the last line end.
      lines.add(block.orElse(lines.size() - 1), directive);
    }
  }

  private static OptionalInt after(String match, OptionalInt block, int at) {
    if (match.matches("match\\s+all\\b.*")) {
      return OptionalInt.empty();
    }
    return block.isPresent() ? block : OptionalInt.of(at);
  }
}
