// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The machine's files. Paths are absolute in the machine's own terms and are resolved under a root;
 * symbolic links are followed as the machine would, but never out of the root.
 *
 * <p>A missing file is a {@link java.nio.file.NoSuchFileException}.
 */
@ProviderType
public interface Files {
  /** Whether something is there. A link counts if what it leads to is there. */
  boolean exists(Path path);

  /** What is there; empty if nothing is. */
  Optional<FileFacts> look(Path path) throws IOException;

  /**
   * Reads a whole file.
   *
   * @param most bytes it may have
   * @throws FileTooLargeException if it has more
   */
  byte[] read(Path path, int most) throws IOException;

  /**
   * Reads a whole file as UTF-8; wrong bytes become U+FFFD.
   *
   * @param most bytes it may have
   * @throws FileTooLargeException if it has more
   */
  String readText(Path path, int most) throws IOException;

  /** Opens a file for reading. */
  InputStream open(Path path) throws IOException;

  /** Names of what is in a folder, sorted; empty if there is no such folder. */
  List<String> list(Path folder) throws IOException;

  /**
   * Everything below a folder, without following links: what is in a folder before the folder,
   * which itself is not among them. Empty if there is no such folder.
   *
   * @param most entries there may be
   * @throws IOException also if there are more
   */
  default List<Path> below(Path folder, int most) throws IOException {
    List<Path> found = new ArrayList<>();
    Deque<Path> left = new ArrayDeque<>(List.of(folder));
    while (!left.isEmpty()) {
      Path at = left.pop();
      for (String name : list(at)) {
        Path entry = at.resolve(name);
        found.add(entry);
        if (look(entry).filter(facts -> facts.kind() == FileFacts.Kind.FOLDER).isPresent()) {
          left.push(entry);
        }
      }
      if (found.size() > most) {
        throw new IOException(folder + " has more than " + most + " entries");
      }
    }
    // What is found later is never above what was found before.
    Collections.reverse(found);
    return List.copyOf(found);
  }

  /** Bytes free for the agent on the file system a path is on, or would be on. */
  long freeSpace(Path path) throws IOException;

  /**
   * Writes a file whole or not at all: to a temporary beside it, synced, renamed. It has its mode
   * from the first byte; an existing file's owner is kept.
   */
  void write(Path path, byte[] content, Mode mode) throws IOException;

  /**
   * The same for content that comes in pieces. Nothing is seen of it before {@link NewFile#commit}.
   */
  NewFile create(Path path, Mode mode) throws IOException;

  /**
   * Adds to the end of a file; the mode counts if the file is made by this. Not synced.
   *
   * @return size of the file afterwards
   */
  long append(Path path, byte[] content, Mode mode) throws IOException;

  /** Makes a folder and those above it that are missing; the mode counts for those made. */
  void makeFolder(Path folder, Mode mode) throws IOException;

  /** Makes a symbolic link, replacing another one. */
  void link(Path link, Path target) throws IOException;

  /** What a symbolic link says it leads to; empty if there is no link. */
  default Optional<Path> target(Path link) throws IOException {
    return Optional.empty();
  }

  /**
   * Gives a file, a folder or a link itself to a user and the user's group.
   *
   * @throws UnsupportedOperationException if the provider is older than this method
   */
  default void owner(Path path, Users.User user) throws IOException {
    throw new UnsupportedOperationException("owner");
  }

  /** Sets permission bits. */
  void mode(Path path, Mode mode) throws IOException;

  /**
   * Permission bits of what is there, as a file that is written anew keeps them: those of what a
   * link leads to, since a link's own are of no use to anybody.
   *
   * @param otherwise where nothing is there
   */
  default Mode modeOr(Path path, Mode otherwise) throws IOException {
    return look(path)
        .filter(facts -> facts.kind() != FileFacts.Kind.LINK)
        .map(FileFacts::mode)
        .orElse(otherwise);
  }

  /** Sets the time of the last change. */
  void modified(Path path, Instant time) throws IOException;

  /** Renames within one file system, replacing a file that is there, and syncs the folder. */
  void move(Path from, Path to) throws IOException;

  /** Copies a file with its mode and times. */
  void copy(Path from, Path to) throws IOException;

  /** Removes a file, a link or an empty folder; {@code false} if nothing was there. */
  boolean delete(Path path) throws IOException;

  /** Removes a folder with all that is in it, without following links; fine if nothing is there. */
  void deleteTree(Path folder) throws IOException;

  /**
   * Removes what an earlier process left in a folder because it was killed while it wrote there.
   * What is being written by this process stays.
   *
   * @return how many such files there were
   */
  default int sweep(Path folder) throws IOException {
    return 0;
  }

  /**
   * Watches a file, or the entries of a folder. No thread polls.
   *
   * @param path a file (it need not exist yet) or a folder
   * @param changed runs on a shared thread soon after a change, once for changes close together;
   *     must be quick
   * @return ends the watch
   */
  Closeable watch(Path path, Runnable changed) throws IOException;
}
