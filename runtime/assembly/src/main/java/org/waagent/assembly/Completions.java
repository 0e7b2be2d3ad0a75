// SPDX-License-Identifier: Apache-2.0
package org.waagent.assembly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The completions of the command line, made from what bundles say of their verbs: the words a verb
 * takes are those its line of help names, {@code --json}, {@code [list|plan]} or {@code 'check'}.
 */
final class Completions {
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[a-z][a-z-]*=?");
  private static final Pattern CHOICE = Pattern.compile("\\[([a-z|-]+\\|[a-z|-]+)\\]");
  private static final Pattern QUOTED = Pattern.compile("(?<!\\w)'([a-z-]+)");

  private final Map<String, String> verbs = new TreeMap<>();

  Completions() {
    verbs.put("daemon", "run the agent in the foreground");
    verbs.put("help", "list commands and flags");
    verbs.put("make-archive", "make the class-data archive that shortens the next start");
    verbs.put("run-exthandlers", "run the agent without setting the machine up: [-debug]");
    verbs.put("start", "run the agent in the background");
    verbs.put("version", "versions of the agent, the system and Java");
  }

  /** Takes in lines of a {@code .verbs} file. */
  void add(List<String> lines) {
    for (String line : lines) {
      String[] fields = line.split("\t", 3);
      verbs.put(fields[0], fields[2]);
    }
  }

  /** Fills in the files of a folder. */
  void fill(Path folder) throws IOException {
    fill(folder.resolve("waagent.bash"), bash());
    fill(folder.resolve("_waagent"), zsh());
  }

  private static void fill(Path file, Map<String, String> values) throws IOException {
    String text = Files.readString(file);
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace(value.getKey(), value.getValue());
    }
    Files.writeString(file, text);
  }

  private Map<String, String> bash() {
    List<String> cases = new ArrayList<>();
    verbs.forEach(
        (verb, help) -> {
          Set<String> words = words(help);
          if (!words.isEmpty()) {
            cases.add(verb + ") words='" + String.join(" ", words) + "' ;;");
          }
        });
    return Map.of(
        "@VERBS@", String.join(" ", verbs.keySet()), "@CASES@", String.join("\n    ", cases));
  }

  private Map<String, String> zsh() {
    List<String> cases = new ArrayList<>();
    verbs.forEach(
        (verb, help) -> {
          Set<String> words = words(help);
          if (!words.isEmpty()) {
            cases.add(verb + ") compadd -- " + String.join(" ", words) + " ;;");
          }
        });
    return Map.of(
        "@VERBS@",
        verbs.entrySet().stream()
            .map(verb -> "'" + verb.getKey() + ":" + quoted(verb.getValue()) + "'")
            .collect(Collectors.joining("\n    ")),
        "@CASES@",
        String.join("\n        ", cases));
  }

  /** What it does, without what it takes, for a shell. */
  private static String quoted(String help) {
    return help.replaceFirst(": \\[.*", "").replace("'", "'\\''");
  }

  /** The words a line of help names. */
  static Set<String> words(String help) {
    Set<String> words = new LinkedHashSet<>();
    Matcher choice = CHOICE.matcher(help);
    while (choice.find()) {
      words.addAll(List.of(choice.group(1).split("\\|")));
    }
    QUOTED.matcher(help).results().forEach(found -> words.add(found.group(1)));
    OPTION.matcher(help).results().forEach(found -> words.add(found.group()));
    return words;
  }
}
