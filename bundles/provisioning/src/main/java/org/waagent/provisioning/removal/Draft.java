// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.removal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.plugin.Change;
import org.waagent.plugin.Deletion;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;

/** A removal plan being written. What is not there is not named. */
final class Draft {
  private static final int MOST = 1_000_000;

  private final Files files;
  private final List<Change> changes = new ArrayList<>();

  Draft(Files files) {
    this.files = files;
  }

  Files files() {
    return files;
  }

  Plan plan() {
    return new Plan(changes, Outcome.done());
  }

  void add(Change change) {
    changes.add(change);
  }

  /** Something people must know, with nothing to do. */
  void say(String id, String warning) {
    changes.add(new Notice(id, warning));
  }

  /** Takes files away, if there are any. */
  void delete(String id, List<Path> paths, Optional<String> warning) {
    if (!paths.isEmpty()) {
      changes.add(new Deletion(files, id, paths, warning));
    }
  }

  void delete(String id, List<Path> paths) {
    delete(id, paths, Optional.empty());
  }

  /** Everything in folders; those that do not exist have nothing in them. */
  List<Path> contents(List<Path> folders) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path folder : folders) {
      found.addAll(files.below(folder, MOST));
    }
    return found;
  }

  /** Files that globs match; a {@code *} stands in the last name only. Folders never match. */
  List<Path> matches(List<Path> globs) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path glob : globs) {
      String[] parts = glob.getFileName().toString().split("\\*", -1);
      for (String name : files.list(glob.getParent())) {
        Path path = glob.resolveSibling(name);
        if (fits(name, parts) && isFile(path)) {
          found.add(path);
        }
      }
    }
    return found;
  }

  private boolean isFile(Path path) throws IOException {
    Optional<FileFacts> facts = files.look(path);
    return facts.isPresent() && facts.get().kind() != FileFacts.Kind.FOLDER;
  }

  /** Whether a name is made of the parts of a glob with any text between them. */
  private static boolean fits(String name, String[] parts) {
    if (parts.length == 1) {
      return name.equals(parts[0]);
    }
    String last = parts[parts.length - 1];
    if (!name.startsWith(parts[0]) || name.length() < parts[0].length() + last.length()) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      at = name.indexOf(parts[i], at);
      if (at < 0) {
        return false;
      }
      at += parts[i].length();
    }
    return name.endsWith(last) && name.length() - last.length() >= at;
  }

  /** Nothing to do, and something to know. */
  private record Notice(String id, String text) implements Change {
    @Override
    public Optional<String> warning() {
      return Optional.of(text);
    }

    @Override
    public Outcome apply() {
      return Outcome.done();
    }
  }
}
