// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A throw-away folder for one command, readable by this user alone.
 *
 * @param path the folder
 */
record Storage(Path path) {
  static Storage create() throws CommandException {
    try {
      return new Storage(Files.createTempDirectory("waagent-"));
    } catch (IOException e) {
      throw new CommandException(ExitCode.FAILED, "no temporary folder: " + e);
    }
  }

  void delete(Platform.Complaints complaints) {
    try {
      if (Files.exists(path)) {
        Files.walkFileTree(path, new Deletion());
      }
    } catch (IOException e) {
      complaints.tell("temporary folder " + path + " stays behind", e);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException problem) throws IOException {
      if (problem != null) {
        throw problem;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
