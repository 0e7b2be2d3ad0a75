// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Ends a program with all it has started. */
final class Killing {
  private final ProcessTable table;

  Killing(ProcessTable table) {
    this.table = table;
  }

  /**
   * Kills a process, what it has started, and the group it leads, where the machine shows groups.
   */
  void kill(ProcessHandle leader) {
    List<ProcessHandle> below = leader.descendants().toList();
    leader.destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
    killGroup(leader.pid());
  }

  void killGroup(long leader) {
    if (!table.isThere()) {
      return;
    }
    try {
      table.killGroup(leader);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read the table of processes", e);
    }
  }
}
