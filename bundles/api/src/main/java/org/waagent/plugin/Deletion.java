// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.waagent.os.Files;

/**
 * The change that takes files away. Every one is tried; those that stay are told together.
 *
 * @param files where they are
 * @param id as in {@link Change#id}
 * @param paths files, links and folders, what is in a folder before the folder; what came into a
 *     folder meanwhile goes with it
 * @param notice said before somebody agrees to it; empty where it needs no word
 */
public record Deletion(Files files, String id, List<Path> paths, Optional<String> notice)
    implements Change {
  private static final int TOLD = 5;

  /** Code of the outcome where something could not be deleted. */
  public static final int NOT_DELETED = 1;

  public Deletion {
    requireNonNull(files, "files");
    requireNonNull(id, "id");
    paths = List.copyOf(paths);
    requireNonNull(notice, "notice");
  }

  /** A deletion that needs no word. */
  public static Deletion of(Files files, String id, List<Path> paths) {
    return new Deletion(files, id, paths, Optional.empty());
  }

  @Override
  public Optional<String> warning() {
    return notice;
  }

  @Override
  public List<Effect> effects() {
    return paths.stream().map(Effect::file).toList();
  }

  /** The files that may go; a folder stays as long as something in it does. */
  @Override
  public Optional<Change> sparing(Predicate<Path> kept) {
    List<Path> left = new ArrayList<>();
    Set<Path> foldersOfKept = new HashSet<>();
    for (Path path : paths) {
      if (!kept.test(path)) {
        left.add(path);
        continue;
      }
      for (Path above = path.getParent(); above != null; above = above.getParent()) {
        foldersOfKept.add(above);
      }
    }
    left.removeIf(foldersOfKept::contains);
    return left.isEmpty() ? Optional.empty() : Optional.of(new Deletion(files, id, left, notice));
  }

  @Override
  public Outcome apply() {
    List<String> problems = new ArrayList<>();
    for (Path path : paths) {
      try {
        // Follows no link, and is fine with a file, and with nothing.
        files.deleteTree(path);
      } catch (IOException e) {
        problems.add(path + ": " + e.getMessage());
      }
    }
    return problems.isEmpty() ? Outcome.done() : new Outcome.Failed(NOT_DELETED, text(problems));
  }

  private static String text(List<String> problems) {
    String text = String.join("; ", problems.subList(0, Math.min(TOLD, problems.size())));
    int more = problems.size() - TOLD;
    return more > 0 ? text + "; and " + more + " more" : text;
  }
}
