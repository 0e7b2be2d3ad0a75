// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;

/**
 * Finds what a path with {@code *} in it stands for. A pattern is as deep as its names are many, so
 * no loop of links is ever walked.
 */
final class Globs {
  private static final int MOST = 2000;

  private final Files files;
  private final Predicate<Path> followed;

  /**
   * @param followed whether links in a folder may be followed, because only root writes there
   */
  Globs(Files files, Predicate<Path> followed) {
    this.files = files;
    this.followed = followed;
  }

  /** What is there, sorted, at most 2,000. Folders that can't be read hold nothing. */
  List<Path> find(String glob) {
    List<Path> found = List.of(Path.of("/"));
    String[] names = glob.substring(1).split("/");
    boolean literal = true;
    for (int i = 0; i < names.length; i++) {
      boolean last = i == names.length - 1;
      literal &= names[i].indexOf('*') < 0;
      // As far as the plan names a path itself, it may lead over links: those are the system's.
      Predicate<Path> links = literal ? path -> true : followed;
      found = step(found, names[i], last ? this::isFile : path -> isFolder(path, links));
    }
    return found;
  }

  private List<Path> step(List<Path> folders, String name, Predicate<Path> wanted) {
    List<Path> next = new ArrayList<>();
    for (Path folder : folders) {
      for (String one : name.indexOf('*') < 0 ? List.of(name) : matching(folder, name)) {
        Path path = folder.resolve(one);
        if (next.size() < MOST && wanted.test(path)) {
          next.add(path);
        }
      }
    }
    return next;
  }

  private List<String> matching(Path folder, String pattern) {
    try {
      return files.list(folder).stream().filter(name -> matches(pattern, name)).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private boolean isFolder(Path path, Predicate<Path> links) {
    FileFacts.Kind kind = kind(path);
    return kind == FileFacts.Kind.FOLDER || kind == FileFacts.Kind.LINK && links.test(path);
  }

  private boolean isFile(Path path) {
    FileFacts.Kind kind = kind(path);
    return kind != null && kind != FileFacts.Kind.FOLDER;
  }

  private FileFacts.Kind kind(Path path) {
    try {
      return files.look(path).map(FileFacts::kind).orElse(null);
    } catch (IOException e) {
      return null;
    }
  }

  /** Whether a name matches a pattern, in which {@code *} stands for any characters. */
  static boolean matches(String pattern, String name) {
    int at = 0;
    int in = 0;
    int star = -1;
    int retry = 0;
    while (in < name.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        retry = in;
      } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(in)) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++retry;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }
}
