// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.history;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;

/** What is in the history's folder: one folder or zip for each goal state, named by its time. */
final class Items {
  /** Begin the keys of what could not be understood; a goal state's key is its number. */
  private static final List<String> ODD = List.of("etag_", "incarnation_");

  private final Path folder;
  private final Files files;

  Items(Path folder, Files files) {
    this.folder = folder;
    this.files = files;
  }

  static String stamp(Instant now) {
    String text = now.truncatedTo(ChronoUnit.SECONDS).toString();
    return text.substring(0, text.length() - 1).replace(':', '-');
  }

  /** Name of an item: when and what. */
  static String name(Instant now, String key) {
    return stamp(now) + "__" + key;
  }

  static boolean isOdd(String name) {
    int key = name.indexOf("__") + 2;
    return ODD.stream().anyMatch(odd -> name.startsWith(odd, key));
  }

  /** Whether there is one of this key, packed or not. */
  boolean has(String key, Instant now) throws IOException {
    for (String name : names(now)) {
      if (name.endsWith("__" + key) || name.endsWith("__" + key + ".zip")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Names of all, the one to drop first first. Names begin with the time, so their order is that of
   * age; but one from the future is from a clock that was wrong, and would stay for ever.
   */
  List<String> names(Instant now) throws IOException {
    String future = stamp(now.plus(1, ChronoUnit.DAYS));
    List<String> wrong = new ArrayList<>();
    List<String> right = new ArrayList<>();
    for (String name : files.list(folder)) {
      if (isItem(name)) {
        (name.compareTo(future) > 0 ? wrong : right).add(name);
      }
    }
    wrong.addAll(right);
    return wrong;
  }

  private static boolean isItem(String name) {
    return name.length() > 10
        && name.charAt(4) == '-'
        && name.charAt(10) == 'T'
        && name.contains("__");
  }

  /** Bytes an item takes. */
  long size(String name) throws IOException {
    Path item = folder.resolve(name);
    FileFacts facts = files.look(item).orElse(null);
    if (facts == null || facts.kind() != FileFacts.Kind.FOLDER) {
      return facts == null ? 0 : facts.size();
    }
    long sum = 0;
    for (String file : files.list(item)) {
      sum += files.look(item.resolve(file)).map(FileFacts::size).orElse(0L);
    }
    return sum;
  }

  void drop(String name) throws IOException {
    if (name.endsWith(".zip")) {
      files.delete(folder.resolve(name));
    } else {
      files.deleteTree(folder.resolve(name));
    }
  }

  void pack(String name) throws IOException {
    new Archive(files, folder.resolve(name)).pack();
  }
}
