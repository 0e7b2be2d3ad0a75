// SPDX-License-Identifier: Apache-2.0
package org.waagent.rules;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of claims and the tests that name them. */
final class Claims {
  private static final int LAST = 79;

  private static final Pattern ROW =
      Pattern.compile("^\\| (S\\d+) \\| ([^|]+) \\| (\\w+) \\|([^|]*)\\|$");

  private static final Pattern TAG =
      Pattern.compile(
          "@Tag\\(\"(S\\d+)\"\\)|(?:void|class)\\s+(\\w+)\\s*(?:\\(|\\{|extends|implements)");

  private Claims() {}

  /** What is wrong with a table, given the tests that name each claim. */
  static List<String> findings(String table, Map<String, ? extends Set<String>> tests) {
    List<String> findings = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (String line : table.split("\n")) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        String id = row.group(1);
        if (!seen.add(id)) {
          findings.add(id + " stands there twice");
        }
        Set<String> tagged = tests.containsKey(id) ? tests.get(id) : Set.of();
        findings.addAll(ofRow(id, row.group(3), row.group(4), tagged));
      } else if (line.startsWith("| S")) {
        findings.add("not a row: " + line);
      }
    }
    for (int number = 1; number <= LAST; number++) {
      if (!seen.contains("S" + number)) {
        findings.add("S" + number + " is missing");
      }
    }
    tests.keySet().stream()
        .filter(id -> !seen.contains(id))
        .forEach(id -> findings.add(id + " is no claim, but " + tests.get(id) + " name it"));
    return findings;
  }

  private static List<String> ofRow(String id, String state, String cell, Set<String> tagged) {
    List<String> findings = new ArrayList<>();
    Set<String> named = new TreeSet<>();
    for (String name : cell.split(",")) {
      if (!name.isBlank()) {
        named.add(name.strip().replace("`", ""));
      }
    }
    if (!state.equals("done") && !state.equals("open")) {
      findings.add(id + " is neither done nor open: " + state);
    }
    if (state.equals("done") && tagged.isEmpty()) {
      findings.add(id + " is called done, but no test has the tag");
    } else if (state.equals("done") && named.isEmpty()) {
      findings.add(id + " is called done, but names none of " + tagged);
    }
    if (!tagged.containsAll(named)) {
      findings.add(id + " names " + named + ", but the tag is on " + tagged);
    }
    return findings;
  }

  /** The tests below a folder that name a claim, by claim. */
  static Map<String, Set<String>> tests(Path root) throws IOException {
    Map<String, Set<String>> tests = new TreeMap<>();
    for (Path source : sources(root)) {
      String type = source.getFileName().toString().replace(".java", "");
      tagged(type, Files.readString(source))
          .forEach((id, found) -> tests.computeIfAbsent(id, x -> new TreeSet<>()).addAll(found));
    }
    return tests;
  }

  /** The tests of one source file that name a claim; a tag holds for what is declared next. */
  static Map<String, Set<String>> tagged(String type, String source) {
    Map<String, Set<String>> tests = new TreeMap<>();
    List<String> open = new ArrayList<>();
    Matcher matcher = TAG.matcher(source);
    while (matcher.find()) {
      if (matcher.group(1) != null) {
        open.add(matcher.group(1));
      } else {
        String name = matcher.group(2);
        String test = name.equals(type) ? type : type + "#" + name;
        open.forEach(id -> tests.computeIfAbsent(id, x -> new TreeSet<>()).add(test));
        open.clear();
      }
    }
    return tests;
  }

  private static List<Path> sources(Path root) throws IOException {
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes facts) {
            String name = String.valueOf(folder.getFileName());
            boolean leave = name.equals("target") || name.startsWith(".");
            return leave && !folder.equals(root)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
            if (file.toString().endsWith(".java") && file.toString().contains("/src/test/")) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources;
  }
}
