// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** One watch. */
final class Watch {
  private static final int MOST_ROUNDS = 10;

  private final Anchors anchors;
  private final Runnable changed;
  private final WatchLoop loop;
  private Map<Path, Set<String>> held = Map.of();
  private boolean ended;

  Watch(Anchors anchors, Runnable changed, WatchLoop loop) {
    this.anchors = anchors;
    this.changed = changed;
    this.loop = loop;
  }

  /** Watches where the path leads now. Looks again, for what came between looking and watching. */
  void settle() throws IOException {
    // One lock for the loop and its watches: each calls the other.
    synchronized (loop) {
      Map<Path, Set<String>> wanted = anchors.now();
      for (int round = 0; !ended && !wanted.equals(held) && round < MOST_ROUNDS; round++) {
        loop.replace(this, wanted);
        held = wanted;
        wanted = anchors.now();
      }
    }
  }

  /** A folder of it is gone and no longer watched. */
  void lost() {
    synchronized (loop) {
      held = Map.of();
    }
  }

  void end() {
    synchronized (loop) {
      ended = true;
      loop.remove(this);
    }
  }

  void tell() {
    synchronized (loop) {
      if (ended) {
        return;
      }
    }
    changed.run();
  }
}
