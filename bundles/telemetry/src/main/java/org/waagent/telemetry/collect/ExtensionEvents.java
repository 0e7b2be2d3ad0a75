// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.collect;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.log.Logger;
import org.waagent.os.Clock;
import org.waagent.os.FileFacts;
import org.waagent.os.FileFacts.Kind;
import org.waagent.os.Files;
import org.waagent.telemetry.event.Origin;
import org.waagent.telemetry.facts.Events;
import org.waagent.telemetry.facts.Identity;
import org.waagent.telemetry.spool.Losses;
import org.waagent.telemetry.spool.Spool;

/**
 * Takes over what extensions write into {@code <Extension.LogDir>/<name>/events}. A file goes once
 * its events are on our own disk, so that a crash in between makes duplicates and no gaps. Files
 * with other names are not ours and stay.
 */
public final class ExtensionEvents {
  private final Path logs;
  private final Files files;
  private final Clock clock;
  private final Identity identity;
  private final Spool spool;
  private final Losses losses;
  private final Logger logger;

  /**
   * @param logs {@code Extension.LogDir}
   */
  public ExtensionEvents(
      Path logs,
      Files files,
      Clock clock,
      Identity identity,
      Spool spool,
      Losses losses,
      Logger logger) {
    this.logs = logs;
    this.files = files;
    this.clock = clock;
    this.identity = identity;
    this.spool = spool;
    this.losses = losses;
    this.logger = logger;
  }

  /**
   * Looks at every handler once.
   *
   * @return how many events are new on our disk
   * @throws IOException what the last handler failed with that failed; the others were looked at
   */
  public int collect() throws IOException {
    int count = 0;
    IOException failure = null;
    for (String handler : files.list(logs)) {
      Path folder = logs.resolve(handler).resolve("events");
      try {
        if (!handler.startsWith("-") && isFolder(logs.resolve(handler)) && isFolder(folder)) {
          count += collect(handler, folder);
        }
      } catch (IOException e) {
        failure = new IOException("events of " + handler + ": " + e.getMessage(), e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return count;
  }

  private boolean isFolder(Path path) throws IOException {
    Optional<FileFacts> facts = files.look(path);
    return facts.isPresent() && facts.get().kind() == Kind.FOLDER;
  }

  private int collect(String handler, Path folder) throws IOException {
    Events events = new Events(identity);
    Harvest harvest = new HandlerFolder(handler, folder, files, events, clock.instant()).read();
    int count = harvest.events().size();
    if (!harvest.counts().isEmpty()) {
      tell(handler, harvest, events);
    }
    spool.save(harvest.events());
    for (String name : harvest.done()) {
      files.delete(folder.resolve(name));
    }
    if (count > 0) {
      logger.info("Collected {} events for extension: {}", count, handler);
    }
    return count;
  }

  private void tell(String handler, Harvest harvest, Events events) {
    String text = "Events of extension " + handler + " were dropped: " + harvest.dropped();
    logger.warn("{}", text);
    harvest.counts().forEach(losses::add);
    Instant now = clock.instant();
    Thread thread = Thread.currentThread();
    harvest.add(
        events.log(
            "Log",
            "WARNING",
            List.of(text, Origin.text(now), ""),
            Origin.of(now, thread.getId(), identity.pid(), thread.getName())));
  }
}
