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

/** The tests that name what they hold, by a tag such as {@code S54}. */
final class TaggedTests {
  private static final Pattern TAG =
      Pattern.compile(
          "@Tag\\(\"([A-Z]\\d+)\"\\)|(?:void|class)\\s+(\\w+)\\s*(?:\\(|\\{|extends|implements)");

  private TaggedTests() {}

  /** The tests below a folder that carry a tag, by tag. */
  static Map<String, Set<String>> below(Path root) throws IOException {
    Map<String, Set<String>> tests = new TreeMap<>();
    for (Path source : sources(root)) {
      String type = source.getFileName().toString().replace(".java", "");
      tagged(type, Files.readString(source))
          .forEach((id, found) -> tests.computeIfAbsent(id, x -> new TreeSet<>()).addAll(found));
    }
    return tests;
  }

  /** The tests of one source file that carry a tag; it holds for what is declared next. */
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
