// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the kernel shows control groups: one folder for all of them (version 2), one for each
 * controller (version 1), or both, with each controller in one of them.
 *
 * @param byController folders of version 1
 * @param unified folder of version 2
 */
record Hierarchies(Map<String, Path> byController, Optional<Path> unified) {
  private static final int MOUNT_POINT = 4;
  private static final String SEPARATOR = " - ";

  Hierarchies {
    byController = Map.copyOf(byController);
  }

  static Hierarchies of(Source source) throws IOException {
    Map<String, Path> byController = new HashMap<>();
    Optional<Path> unified = Optional.empty();
    for (String line : source.text(DistroTable.MOUNT_INFO).orElse("").split("\n")) {
      int middle = line.indexOf(SEPARATOR);
      String[] mount = line.split(" ");
      String[] kind = middle < 0 ? new String[0] : line.substring(middle + 3).split(" ");
      if (mount.length <= MOUNT_POINT || kind.length == 0) {
        continue;
      }
      Path point = Path.of(mount[MOUNT_POINT]);
      if (kind[0].equals("cgroup2")) {
        unified = unified.or(() -> Optional.of(point));
      } else if (kind[0].equals("cgroup")) {
        for (String option : kind[kind.length - 1].split(",")) {
          byController.putIfAbsent(option, point);
        }
      }
    }
    return new Hierarchies(byController, unified);
  }

  boolean isEmpty() {
    return byController.isEmpty() && unified.isEmpty();
  }

  /** What bounds memory and processor time: version 1 as soon as it has one of both. */
  int version() {
    boolean old = byController.containsKey("memory") || byController.containsKey("cpu");
    return old || unified.isEmpty() ? 1 : 2;
  }

  /** Folder of a group where version 1 keeps a controller. */
  Optional<Path> old(String controller, String group) {
    return Optional.ofNullable(byController.get(controller)).map(top -> below(top, group));
  }

  /** Folder of a group in version 2. */
  Optional<Path> unified(String group) {
    return unified.map(top -> below(top, group));
  }

  private static Path below(Path top, String group) {
    return top.resolve(group.startsWith("/") ? group.substring(1) : group);
  }
}
