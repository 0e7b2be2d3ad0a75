// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What lies below {@code Lib.Dir/features}.
 *
 * @param folder that one
 * @param installation whose bundles a set may use where they are
 */
record Features(Path folder, Path installation) {
  /** What stands for the installation's own set. */
  static final String INSTALLED = "installed";

  /** The set that every start takes. */
  String committed() {
    String id = line("committed");
    return id.isEmpty() ? INSTALLED : id;
  }

  /** The set before that one; empty text if there is none. */
  String previous() {
    return line("previous");
  }

  /** The set that the next start takes; empty text if none waits. */
  String staged() {
    return line("staged");
  }

  /** The jars of a set; those of the class path, too, where it brings them. */
  Set<Path> bundles(String set) {
    Path list =
        set.equals(INSTALLED)
            ? installation.resolve("features/standard.list")
            : folder.resolve("sets").resolve(set).resolve("bundles.list");
    return lines(list).stream()
        .filter(line -> line.startsWith("bundle ") || line.startsWith("classpath /"))
        .map(line -> installation.resolve("bundles").resolve(line.split(" ", 2)[1]))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The jars of the set that every start takes. */
  Set<Path> bundles() {
    return bundles(committed());
  }

  /** Updates that are over, the newest first. */
  List<Past> history() {
    Path file = folder.resolve("history.json");
    List<Past> history = new ArrayList<>();
    if (Files.exists(file)) {
      JsonArray all = JsonParser.parseString(String.join("\n", lines(file))).getAsJsonArray();
      all.forEach(one -> history.add(Past.of(one.getAsJsonObject())));
    }
    return history;
  }

  /** Whether an update is under way. */
  boolean isBusy() {
    return Files.exists(folder.resolve("journal.json"));
  }

  /** What must not be there: bundles that are not what their name says, half-written files. */
  List<String> problems() throws IOException {
    List<String> problems = new ArrayList<>();
    for (Path file : files()) {
      String name = file.getFileName().toString();
      if (name.endsWith(".waagent-part")) {
        problems.add("left half-written: " + file);
      } else if (file.getParent().endsWith("store") && !isItself(file)) {
        problems.add("not what its name says: " + file);
      }
    }
    return problems;
  }

  /** All files. */
  List<Path> files() throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(folder, new Present(found));
    return found;
  }

  /** Notes files. What the agent takes away meanwhile is not there. */
  private static final class Present extends SimpleFileVisitor<Path> {
    private final List<Path> found;

    Present(List<Path> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
      if (facts.isRegularFile()) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      return passed(e);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
      return passed(e);
    }

    private static FileVisitResult passed(IOException e) throws IOException {
      if (e != null && !(e instanceof NoSuchFileException)) {
        throw e;
      }
      return FileVisitResult.CONTINUE;
    }
  }

  /** For who wonders why a test failed. */
  String describe() {
    StringBuilder text = new StringBuilder();
    try {
      for (Path file : files()) {
        text.append(folder.relativize(file)).append(' ').append(Files.size(file)).append('\n');
        if (file.getParent().equals(folder)) {
          text.append(Files.readString(file)).append('\n');
        }
      }
    } catch (IOException e) {
      text.append(e);
    }
    return text.toString();
  }

  private String line(String name) {
    Path file = folder.resolve(name);
    return Files.exists(file) ? String.join("", lines(file)).strip() : "";
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that an agent at work removes meanwhile is none that is wrong. */
  private static boolean isItself(Path file) throws IOException {
    try {
      return file.getFileName().toString().equals(sha256(file) + ".jar");
    } catch (NoSuchFileException e) {
      return true;
    }
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
