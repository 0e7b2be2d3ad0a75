// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/**
 * {@code fast_track.json}: when the newest fast track goal state was made. It outlives the agent,
 * so that an older goal state of the fabric is not acted on after a restart.
 */
@Component(service = FastTrackRecord.class)
public final class FastTrackRecord {
  private static final int MOST = 4096;
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
          .withZone(java.time.ZoneOffset.UTC);

  private final Files files;
  private final Path file;
  private final Logger logger;
  private volatile boolean forgetAfterStatus;

  @Activate
  public FastTrackRecord(
      @Reference Files files,
      @Reference Directories directories,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this.files = files;
    this.file = directories.lib().resolve("fast_track.json");
    this.logger = logger;
  }

  boolean exists() {
    return files.exists(file);
  }

  /** When the newest was made; never if none was; now if the record can't be read. */
  Instant timestamp(Instant now) {
    try {
      return read(files.readText(file, MOST)).orElse(now);
    } catch (NoSuchFileException e) {
      return ExtensionsGoalState.NEVER;
    } catch (IOException e) {
      logger.warn("Can't read {}: {}", file, e.getMessage());
      return now;
    }
  }

  // By hand: where there is no fast track, a JSON library would be loaded for this alone.
  private static Optional<Instant> read(String text) {
    int key = text.indexOf("\"timestamp\"");
    int from = key < 0 ? -1 : text.indexOf('"', text.indexOf(':', key + 11));
    int to = from < 0 ? -1 : text.indexOf('"', from + 1);
    if (to < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(FORMAT.parse(text.substring(from + 1, to), Instant::from));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  void write(Instant created) {
    String text = "{\"timestamp\": \"" + FORMAT.format(created) + "\"}";
    try {
      files.write(file, text.getBytes(StandardCharsets.UTF_8), Mode.OWNER_ONLY);
    } catch (IOException e) {
      logger.warn("Can't write {}: {}", file, e.getMessage());
    }
  }

  void delete() {
    try {
      files.delete(file);
    } catch (IOException e) {
      logger.warn("Can't delete {}: {}", file, e.getMessage());
    }
  }

  /** An outdated goal state is in force: once its status is reported, the record has served. */
  void forgetAfterStatus(boolean outdated) {
    forgetAfterStatus = outdated;
  }

  void statusAccepted() {
    if (forgetAfterStatus) {
      forgetAfterStatus = false;
      delete();
    }
  }
}
