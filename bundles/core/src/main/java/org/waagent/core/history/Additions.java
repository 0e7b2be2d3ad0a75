// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.history;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import org.waagent.core.lane.Lane;
import org.waagent.host.GoalStateSource.Document;
import org.waagent.plugin.GoalStateHistory;

/**
 * What plugins add to the history. They never wait for the disk, and while it hangs only the newest
 * of each document waits for it.
 */
public final class Additions implements GoalStateHistory {
  private static final int MOST_WAITING = 64;

  private final Lane lane;
  private final History history;
  private final Map<String, String> waiting = new LinkedHashMap<>();
  private boolean queued;

  /**
   * @param lane the one that makes the folders, so that a document comes into the right one
   */
  public Additions(Lane lane, History history) {
    this.lane = lane;
    this.history = history;
  }

  @Override
  public void keep(String name, String text) {
    requireNonNull(name, "name");
    requireNonNull(text, "text");
    synchronized (waiting) {
      if (waiting.size() < MOST_WAITING || waiting.containsKey(name)) {
        waiting.put(name, text);
      }
      if (queued) {
        return;
      }
      queued = true;
    }
    lane.run(this::write);
  }

  private void write() {
    Map<String, String> all;
    synchronized (waiting) {
      all = new LinkedHashMap<>(waiting);
      waiting.clear();
      queued = false;
    }
    all.forEach((name, text) -> history.add(new Document(name, text)));
  }
}
