// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/**
 * What lies below a folder.
 *
 * @param inodes files and folders
 * @param bytes of all files
 */
record Disk(int inodes, long bytes) {
  static Disk of(Path folder) throws IOException {
    Walk walk = new Walk();
    if (Files.exists(folder)) {
      Files.walkFileTree(folder, walk);
    }
    return new Disk(walk.inodes, walk.bytes);
  }

  /** The log file and its former ones. */
  static Disk ofLog(Path log) throws IOException {
    int inodes = 0;
    long bytes = 0;
    String name = log.getFileName().toString();
    try (var files = Files.newDirectoryStream(log.getParent(), name + "*")) {
      for (Path file : files) {
        inodes++;
        bytes += Files.size(file);
      }
    }
    return new Disk(inodes, bytes);
  }

  /** The same for each entry of a folder, by name. */
  static Map<String, Disk> entries(Path folder) throws IOException {
    Map<String, Disk> all = new TreeMap<>();
    try (var entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        all.put(entry.getFileName().toString(), of(entry));
      }
    }
    return all;
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private int inodes;
    private long bytes;

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes facts) {
      inodes++;
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
      inodes++;
      bytes += facts.size();
      return FileVisitResult.CONTINUE;
    }

    // The agent goes on while we look.
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }
  }
}
