// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import java.nio.file.Path;
import java.util.Optional;
import org.waagent.core.history.History;
import org.waagent.core.lane.Lane;
import org.waagent.core.lane.Newest;

/** The last report of a goal state, kept in its folder when it says something new. */
final class HistoryCopy {
  private static final String NAME = "waagent_status.json";

  private final History history;
  private final Newest<byte[]> disk;
  private Aggregate kept;
  private Optional<Path> keptIn = Optional.empty();

  HistoryCopy(History history, Lane lane) {
    this.history = history;
    this.disk = new Newest<>(lane, text -> history.add(NAME, text));
  }

  // The file is for people and log collectors: a copy each six seconds would only wear the disk.
  /** Takes a report; returns whether it said something new. Used on one lane only. */
  boolean take(Aggregate content, byte[] text) {
    Optional<Path> folder = history.newest();
    if (folder.isEmpty() || content.equals(kept) && folder.equals(keptIn)) {
      return false;
    }
    kept = content;
    keptIn = folder;
    disk.put(text);
    return true;
  }
}
