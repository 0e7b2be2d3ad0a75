// SPDX-License-Identifier: Apache-2.0
package org.waagent.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.service.log.Logger;
import org.waagent.core.history.Additions;
import org.waagent.core.history.History;
import org.waagent.core.history.SharedFiles;
import org.waagent.core.lane.Lane;
import org.waagent.core.lane.Newest;
import org.waagent.core.loop.Trouble;
import org.waagent.goalstate.GoalState;
import org.waagent.host.GoalStateSource.Document;
import org.waagent.host.GoalStateSource.Unread;
import org.waagent.os.Clock;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.plugin.GoalStateHistory;

/** What of a goal state goes to disk. All of it on a lane of its own, and nothing waits for it. */
final class GoalStateFiles {
  // Nobody waits for it, and the start needs the processor.
  private static final Duration TIDY = Duration.ofSeconds(10);

  private final Path lib;
  private final Files files;
  private final Lane lane;
  private final History history;
  private final SharedFiles sharedFiles;
  private final Additions additions;
  private final Newest<Known> kept;
  private final Newest<List<Unread>> odd;
  private final Newest<GoalState> shared;
  private final Trouble marker;

  /** A goal state with what was read. */
  private record Known(GoalState goalState, List<Document> documents) {}

  GoalStateFiles(Path lib, Files files, Lane lane, Clock clock, Logger logger) {
    this.lib = lib;
    this.files = files;
    this.lane = lane;
    this.history = new History(lib, files, clock, logger);
    this.additions = new Additions(lane, history);
    this.sharedFiles = new SharedFiles(lib, files, logger);
    this.kept = new Newest<>(lane, known -> history.keep(known.goalState(), known.documents()));
    this.odd = new Newest<>(lane, history::keepOdd);
    this.shared = new Newest<>(lane, sharedFiles::publish);
    this.marker = new Trouble("initial_goal_state can't be written", logger);
  }

  History history() {
    return history;
  }

  /** Takes what plugins add to the newest goal state's documents. */
  GoalStateHistory additions() {
    return additions;
  }

  void tidyLater() {
    lane.after(TIDY, sharedFiles::tidy);
  }

  void fresh(GoalState goalState, List<Document> documents) {
    kept.put(new Known(goalState, documents));
    shared.put(goalState);
  }

  /** Removes what a former machine's goal state left, and writes what the present one has. */
  void forgetFormer(Optional<GoalState> present) {
    lane.run(sharedFiles::forget);
    present.ifPresent(shared::put);
  }

  /** What can't be understood has changed. */
  void odd(List<Unread> unread) {
    if (!unread.isEmpty()) {
      odd.put(unread);
    }
  }

  /** The first goal state came to an end. */
  void settled(String summary) {
    lane.run(() -> write(summary));
  }

  private void write(String summary) {
    try {
      byte[] text = summary.getBytes(StandardCharsets.UTF_8);
      files.write(lib.resolve("initial_goal_state"), text, Mode.OWNER_ONLY);
    } catch (IOException | RuntimeException e) {
      marker.failed(e);
    }
  }
}
