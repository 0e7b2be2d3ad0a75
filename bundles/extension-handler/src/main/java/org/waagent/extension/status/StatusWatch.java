// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.status;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.osgi.service.log.Logger;
import org.waagent.os.Files;

/**
 * Watches the status files somebody waits for: those that are transitioning. A handler that has
 * ended and still writes its file every few seconds wakes nobody; the next report reads it anyway.
 */
public final class StatusWatch implements Closeable {
  private final Files files;
  private final Runnable changed;
  private final Logger logger;
  private final Map<Path, Closeable> watches = new HashMap<>();

  /**
   * @param files watches them
   * @param changed runs when one of them changed
   * @param logger is told if that does not work
   */
  public StatusWatch(Files files, Runnable changed, Logger logger) {
    this.files = files;
    this.changed = changed;
    this.logger = logger;
  }

  /** Watches these files and no others. */
  synchronized void await(Set<Path> wanted) {
    Iterator<Map.Entry<Path, Closeable>> all = watches.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Path, Closeable> watch = all.next();
      if (!wanted.contains(watch.getKey())) {
        end(watch.getValue());
        all.remove();
      }
    }
    for (Path path : wanted) {
      if (!watches.containsKey(path)) {
        begin(path);
      }
    }
  }

  private void begin(Path path) {
    try {
      watches.put(path, files.watch(path, changed));
    } catch (IOException e) {
      logger.debug("{} is not watched, the next report reads it: {}", path, e.getMessage());
    }
  }

  private void end(Closeable watch) {
    try {
      watch.close();
    } catch (IOException e) {
      logger.debug("A watch could not be ended: {}", e.getMessage());
    }
  }

  @Override
  public synchronized void close() {
    watches.values().forEach(this::end);
    watches.clear();
  }
}
