// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.service.log.Logger;
import org.waagent.extension.handler.Json;
import org.waagent.extension.handler.SpoiltFiles;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/** Keeps the {@link GoalRecord} on disk. */
final class GoalRecords {
  private static final int LARGEST = 1 << 20;

  private final Files files;
  private final Path folder;
  private final SpoiltFiles spoilt;

  GoalRecords(Files files, Path folder, Logger logger) {
    this.files = files;
    this.folder = folder;
    this.spoilt = new SpoiltFiles(files, folder, logger);
  }

  /** The record; empty if there is none, or it is spoilt. */
  Optional<GoalRecord> load() {
    try {
      return Optional.of(GoalRecord.of(files.readText(file(), LARGEST)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      spoilt.tell(file(), e);
      return Optional.empty();
    }
  }

  void save(GoalRecord goalRecord) throws IOException {
    files.makeFolder(folder, Mode.OWNER_FOLDER);
    if (files.exists(file()) && load().isEmpty()) {
      spoilt.setAside(file());
    }
    files.write(file(), Json.bytes(goalRecord.json()), Mode.OWNER_ONLY);
  }

  private Path file() {
    return folder.resolve("goal-state.json");
  }
}
