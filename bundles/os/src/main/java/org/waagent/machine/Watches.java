// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All watches: none, or one watch service with one thread that sleeps until something happens. */
final class Watches {
  private final Root root;
  private final List<Watch> open = new ArrayList<>();
  private WatchLoop loop;

  Watches(Root root) {
    this.root = root;
  }

  synchronized Closeable add(Path path, Runnable changed) throws IOException {
    if (loop == null) {
      loop = new WatchLoop(FileSystems.getDefault().newWatchService());
      loop.start();
    }
    Watch watch = new Watch(new Anchors(root, path), changed, loop);
    open.add(watch);
    try {
      watch.settle();
    } catch (IOException e) {
      end(watch);
      throw e;
    }
    return () -> end(watch);
  }

  private synchronized void end(Watch watch) {
    watch.end();
    open.remove(watch);
    if (open.isEmpty() && loop != null) {
      loop.end();
      loop = null;
    }
  }

  synchronized void close() {
    List.copyOf(open).forEach(this::end);
  }
}
