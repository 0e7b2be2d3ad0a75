// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which folders have to be watched to learn of a change of one path, as things are now. A file is
 * watched through its folder, because it may be replaced by another; what does not exist is watched
 * through the nearest folder that does.
 */
record Anchors(Root root, Path path) {
  /**
   * Folders to watch, by their real paths, each with the names of the entries that matter. The
   * empty name stands for all.
   */
  Map<Path, Set<String>> now() throws IOException {
    Map<Path, Set<String>> folders = new HashMap<>();
    Path entry = root.entry(path);
    Path target = root.destination(path);
    addNearest(folders, entry);
    if (!target.equals(entry)) {
      addNearest(folders, target);
    }
    if (Files.isDirectory(target)) {
      add(folders, target, "");
    }
    return folders;
  }

  private static void addNearest(Map<Path, Set<String>> folders, Path entry) {
    Path at = entry;
    while (at.getParent() != null && !Files.isDirectory(at.getParent())) {
      at = at.getParent();
    }
    if (at.getParent() == null) {
      add(folders, at, "");
    } else {
      add(folders, at.getParent(), at.getFileName().toString());
    }
  }

  private static void add(Map<Path, Set<String>> folders, Path folder, String name) {
    folders.computeIfAbsent(folder, f -> new HashSet<>()).add(name);
  }
}
