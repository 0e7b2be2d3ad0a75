// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.waagent.extension.handler.HandlerFolder;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.HandlerName;
import org.waagent.os.Files;

/** Removes what is left of handlers that are gone. */
final class CleanUp {
  private static final String ZIP = ".zip";

  private final Workbench bench;
  private final Course course;

  CleanUp(Workbench bench, Course course) {
    this.bench = bench;
    this.course = course;
  }

  /** Removes journals and packages of all handlers but these, and of those still on disk. */
  void keepOnly(List<Handler> handlers) throws IOException {
    if (course.isOvertaken()) {
      return;
    }
    Set<HandlerName> wanted = new HashSet<>();
    handlers.forEach(handler -> wanted.add(handler.name()));
    bench.store().all().forEach(folder -> wanted.add(folder.name()));
    for (HandlerName name : bench.journals().names()) {
      if (!wanted.contains(name) && !bench.policy().current().refuses(name)) {
        bench.attempt(name, () -> bench.journals().delete(name));
      }
    }
    removeOrphans();
  }

  private void removeOrphans() throws IOException {
    Files files = bench.machine().files();
    Path lib = bench.machine().directories().lib();
    for (String entry : files.list(lib)) {
      if (entry.endsWith(ZIP) && isOrphan(files, lib, entry)) {
        bench.attempt(entry, () -> files.delete(lib.resolve(entry)));
      }
    }
  }

  private static boolean isOrphan(Files files, Path lib, String entry) {
    String stem = entry.substring(0, entry.length() - ZIP.length());
    int gap = stem.indexOf("__");
    String folder =
        gap > 0 && FlexibleVersion.isValid(stem.substring(gap + 2))
            ? stem.substring(0, gap) + "-" + stem.substring(gap + 2)
            : stem;
    return HandlerFolder.of(lib, folder).isPresent() && !files.exists(lib.resolve(folder));
  }
}
