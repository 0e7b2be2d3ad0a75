// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waagent.os.Clock;
import org.waagent.os.FileTooLargeException;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.telemetry.event.EventJson;
import org.waagent.telemetry.event.TelemetryEvent;
import org.waagent.telemetry.spool.Losses.Reason;

/**
 * The folder {@code events}: each file holds one event, or several that came together, and stays
 * until its events are settled. There are never more than a thousand; the oldest goes first.
 */
public final class Spool {
  /** End of the name of a file that only has to be sent. */
  public static final String ENDING = ".waagent.tld";

  /** Also of one that is not whole yet. */
  private static final String ANY_ENDING = ".tld";

  static final int MOST_FILES = 1000;

  /** About what one request to the host takes. */
  private static final int FULL = 60 * 1024;

  private static final int LARGEST = 512 * 1024;

  private final Path folder;
  private final Files files;
  private final Clock clock;
  private final Losses losses;

  /** What the disk does not let go, so that the host does not get it again and again. */
  private final Map<String, Batch> settledInMemory = new HashMap<>();

  private long lastName;

  public Spool(Path folder, Files files, Clock clock, Losses losses) {
    this.folder = folder;
    this.files = files;
    this.clock = clock;
    this.losses = losses;
  }

  /** Where the files are. */
  public Path folder() {
    return folder;
  }

  /**
   * Has the events on disk when it returns, in few files.
   *
   * @throws IOException if some of them are not
   */
  public synchronized void save(List<TelemetryEvent> events) throws IOException {
    List<TelemetryEvent> part = new ArrayList<>();
    int size = 0;
    for (TelemetryEvent event : events) {
      int more = EventJson.object(event).toString().length();
      if (size + more > FULL && !part.isEmpty()) {
        write(part);
        part.clear();
        size = 0;
      }
      part.add(event);
      size += more;
    }
    if (!part.isEmpty()) {
      write(part);
    }
  }

  private void write(List<TelemetryEvent> events) throws IOException {
    byte[] content = EventJson.write(events).getBytes(UTF_8);
    if (content.length > LARGEST) {
      losses.add(Reason.OVERSIZED, events.size());
      return;
    }
    files.makeFolder(folder, Mode.OWNER_FOLDER);
    makeRoom();
    files.write(folder.resolve(freeName()), content, Mode.OWNER_ONLY);
  }

  private void makeRoom() throws IOException {
    List<String> names = names(ANY_ENDING);
    for (int i = 0; i <= names.size() - MOST_FILES; i++) {
      drop(names.get(i), Reason.TOO_MANY_FILES);
    }
  }

  private String freeName() {
    Instant now = clock.instant();
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    lastName = Math.max(micros, lastName + 1);
    while (files.exists(folder.resolve(lastName + ENDING))) {
      lastName++;
    }
    return lastName + ENDING;
  }

  /** Names of the files that wait, oldest first. */
  public List<String> waiting() throws IOException {
    return names(ENDING);
  }

  private List<String> names(String ending) throws IOException {
    List<String> names = new ArrayList<>();
    for (String name : files.list(folder)) {
      if (name.endsWith(ending)) {
        names.add(name);
      }
    }
    names.sort(FileNumber.ORDER);
    return names;
  }

  /** Reads a file; one that makes no sense is counted and gone. */
  public synchronized Optional<Batch> read(String name) throws IOException {
    Batch known = settledInMemory.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      byte[] content = files.read(folder.resolve(name), LARGEST);
      return Optional.of(new Batch(name, EventJson.read(new String(content, UTF_8))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (FileTooLargeException | JsonParseException e) {
      drop(name, Reason.MALFORMED);
      return Optional.empty();
    }
  }

  /**
   * Takes note on disk of what is settled; in memory where that fails.
   *
   * @throws IOException if it is only in memory
   */
  public synchronized void settle(Batch batch) throws IOException {
    if (!batch.isChanged()) {
      return;
    }
    settledInMemory.put(batch.name(), batch);
    Path file = folder.resolve(batch.name());
    if (batch.left().isEmpty()) {
      files.delete(file);
    } else if (files.exists(file)) {
      files.write(file, EventJson.write(batch.left()).getBytes(UTF_8), Mode.OWNER_ONLY);
    }
    settledInMemory.remove(batch.name());
  }

  /** Nothing of it is to leave the machine any more. */
  public synchronized void clear() throws IOException {
    settledInMemory.clear();
    for (String name : names(ANY_ENDING)) {
      files.delete(folder.resolve(name));
    }
  }

  private void drop(String name, Reason reason) throws IOException {
    settledInMemory.remove(name);
    if (files.delete(folder.resolve(name))) {
      losses.add(reason, 1);
    }
  }
}
