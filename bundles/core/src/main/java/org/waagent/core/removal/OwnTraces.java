// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.waagent.core.history.GoalStateTraces;
import org.waagent.os.Directories;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.plugin.Change;
import org.waagent.plugin.Deletion;
import org.waagent.plugin.Removal;

/**
 * What the core owns: the running agent, the agent's folders but for what plugins keep there, the
 * log.
 */
final class OwnTraces {
  /** What it is told as, beside the names of plugins. */
  static final String OWNER = "core";

  private static final int MOST = 2_000_000;

  private final Files files;
  private final Directories directories;
  private final OwnFolders folders;
  private final AgentStop stop;

  OwnTraces(Files files, Directories directories, OwnFolders folders, AgentStop stop) {
    this.files = files;
    this.directories = directories;
    this.folders = folders;
    this.stop = stop;
  }

  /** Before anything else. */
  List<Change> first(Removal scope) {
    return scope == Removal.VM_CHANGED ? List.of() : List.of(stop);
  }

  /**
   * After all others. Each part looks for itself, so that one that can't leaves the others.
   *
   * @param claimed files that others take away
   */
  List<Look> last(Removal scope, Set<Path> claimed) {
    return switch (scope) {
      case DEPROVISION, DEPROVISION_USER ->
          List.of(
              () -> empty("Lib.Dir", directories.lib(), claimed),
              () -> empty("Extension.LogDir", directories.extensionLogs(), claimed),
              () -> deletion("delete the agent's log", logs(), claimed));
      case VM_CHANGED ->
          List.of(
              () ->
                  deletion(
                      "forget the former machine's goal state",
                      GoalStateTraces.in(directories.lib(), files),
                      claimed));
      case UNINSTALL -> List.of(() -> deletion("delete the core's own files", ofCore(), claimed));
    };
  }

  private List<Change> empty(String key, Path folder, Set<Path> claimed) throws IOException {
    folders.check(key, folder);
    return deletion("empty " + folder, files.below(folder, MOST), claimed);
  }

  private List<Change> deletion(String id, List<Path> paths, Set<Path> claimed) {
    List<Path> free = paths.stream().filter(path -> !isClaimed(path, claimed)).toList();
    return free.isEmpty() ? List.of() : List.of(Deletion.of(files, id, free));
  }

  private static boolean isClaimed(Path path, Set<Path> claimed) {
    for (Path at = path; at != null; at = at.getParent()) {
      if (claimed.contains(at)) {
        return true;
      }
    }
    return false;
  }

  /** The log with those that were rotated, by us or by logrotate. */
  private List<Path> logs() throws IOException {
    Path log = directories.log();
    String name = log.getFileName().toString();
    List<Path> found = new ArrayList<>();
    for (String other : files.list(log.getParent())) {
      if (other.matches(Pattern.quote(name) + "([.-][0-9]{1,8}(\\.gz)?)?")) {
        found.add(log.resolveSibling(other));
      }
    }
    return found;
  }

  private List<Path> ofCore() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path top :
        List.of(
            directories.state(OWNER),
            directories.lib().resolve("history"),
            directories.lib().resolve("control.sock"))) {
      Optional<FileFacts> facts = files.look(top);
      if (facts.isPresent()) {
        if (facts.get().kind() == FileFacts.Kind.FOLDER) {
          found.addAll(files.below(top, MOST));
        }
        found.add(top);
      }
    }
    return found;
  }
}
