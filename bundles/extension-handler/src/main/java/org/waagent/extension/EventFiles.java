// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.os.Directories;
import org.waagent.os.FileFacts;
import org.waagent.os.FileFacts.Kind;
import org.waagent.os.Files;
import org.waagent.plugin.PeriodicTask;

/**
 * Keeps what handlers write for telemetry within bounds, whether or not somebody collects it: the
 * newest thousand files and 16 MiB of each handler, and as much of what they leave in the agent's
 * own folder of events.
 */
@Component(
    service = PeriodicTask.class,
    property = {PeriodicTask.NAME + "=event-files", PeriodicTask.PERIOD + ":Integer=600"})
public final class EventFiles implements PeriodicTask {
  static final int MOST_FILES = 1000;
  static final long MOST_BYTES = 16L * 1024 * 1024;

  /** Telemetry's own: bounded and counted by who sends them, and nobody else makes any. */
  private static final String TO_BE_SENT = ".waagent.tld";

  private final Files files;
  private final Directories directories;
  private final Logger logger;

  @Activate
  public EventFiles(
      @Reference Files files,
      @Reference Directories directories,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this.files = files;
    this.directories = directories;
    this.logger = logger;
  }

  private record Entry(Path path, FileFacts facts) {}

  @Override
  public void run() throws IOException {
    bound(directories.lib().resolve("events"));
    Path logs = directories.extensionLogs();
    for (String handler : files.list(logs)) {
      Path folder = logs.resolve(handler).resolve("events");
      if (isFolder(logs.resolve(handler)) && isFolder(folder)) {
        bound(folder);
      }
    }
  }

  /** A link may lead to where nothing of this is. */
  private boolean isFolder(Path path) throws IOException {
    return files.look(path).filter(facts -> facts.kind() == Kind.FOLDER).isPresent();
  }

  private boolean isToBeSent(Path path) {
    return path.getParent().equals(directories.lib().resolve("events"))
        && path.toString().endsWith(TO_BE_SENT);
  }

  private void bound(Path folder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String name : files.list(folder)) {
      Path path = folder.resolve(name);
      Optional<FileFacts> facts = files.look(path);
      if (facts.isPresent() && facts.get().kind() != Kind.FOLDER && !isToBeSent(path)) {
        entries.add(new Entry(path, facts.get()));
      }
    }
    entries.sort(Comparator.comparing((Entry e) -> e.facts().modified()).reversed());
    int removed = 0;
    long bytes = 0;
    for (int i = 0; i < entries.size(); i++) {
      bytes += entries.get(i).facts().size();
      if (i >= MOST_FILES || bytes > MOST_BYTES) {
        removed += files.delete(entries.get(i).path()) ? 1 : 0;
      }
    }
    if (removed > 0) {
      logger.info("{} old files with events are removed from {}", removed, folder);
    }
  }
}
