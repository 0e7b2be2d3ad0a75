// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.osgi.service.log.Logger;
import org.waagent.extension.handler.Json;
import org.waagent.extension.handler.SpoiltFiles;
import org.waagent.goalstate.HandlerName;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/**
 * The journals of all handlers, one file each. A journal is on disk before what it tells is acted
 * on, so that a later agent knows where an earlier one stopped.
 */
public final class Journals {
  private static final String SUFFIX = ".json";
  private static final int LARGEST = 4 << 20;

  private final Files files;
  private final Path folder;
  private final Path records;
  private final SpoiltFiles spoilt;
  private final Map<HandlerName, Object> locks = new ConcurrentHashMap<>();
  private final Map<HandlerName, Kept> kept = new ConcurrentHashMap<>();

  /** A journal and the look of its file: while the file looks the same it is not read again. */
  private record Kept(FileFacts facts, Journal journal) {}

  /**
   * @param files where they are
   * @param state folder of the plugin
   * @param logger is told of a journal nobody can read
   */
  public Journals(Files files, Path state, Logger logger) {
    this.files = files;
    this.folder = state.resolve("handlers");
    this.records = state.resolve("commands");
    this.spoilt = new SpoiltFiles(files, state, logger);
  }

  /** The journal of a handler; an empty one if there is none, or it is spoilt. */
  public Journal load(HandlerName name) {
    try {
      return read(name);
    } catch (IOException e) {
      spoilt.tell(file(name), e);
      return Journal.EMPTY;
    }
  }

  /**
   * The journal of a handler, for who is about to act on it.
   *
   * @throws IOException if there is a good one that can't be read now
   */
  Journal known(HandlerName name) throws IOException {
    try {
      return read(name);
    } catch (IOException e) {
      requireSpoilt(name, e);
      return Journal.EMPTY;
    }
  }

  private Journal read(HandlerName name) throws IOException {
    // Looked at before it is read: what changes meanwhile is read again the next time.
    Optional<FileFacts> facts = files.look(file(name));
    Kept last = kept.get(name);
    if (last != null && facts.filter(last.facts()::equals).isPresent()) {
      return last.journal();
    }
    try {
      Journal journal = JournalFormat.read(files.readText(file(name), LARGEST));
      facts.ifPresent(found -> kept.put(name, new Kept(found, journal)));
      return journal;
    } catch (NoSuchFileException e) {
      return Journal.EMPTY;
    }
  }

  private void write(HandlerName name, Journal journal) throws IOException {
    files.makeFolder(folder, Mode.OWNER_FOLDER);
    byte[] text = Json.bytes(JournalFormat.write(journal));
    files.write(file(name), text, Mode.OWNER_ONLY);
    // Of another size it is not ours: while this bundle is replaced there are two who write.
    files
        .look(file(name))
        .filter(facts -> facts.size() == text.length)
        .ifPresent(facts -> kept.put(name, new Kept(facts, journal)));
  }

  /** Changes the journal of a handler. A spoilt one is set aside and starts afresh. */
  public void change(HandlerName name, UnaryOperator<Journal> change) throws IOException {
    // A package may come while another command of the handler runs: both note it here.
    synchronized (locks.computeIfAbsent(name, key -> new Object())) {
      Journal before = usable(name);
      Journal after = change.apply(before);
      if (!after.equals(before)) {
        write(name, after);
      }
    }
  }

  private Journal usable(HandlerName name) throws IOException {
    try {
      return read(name);
    } catch (IOException e) {
      requireSpoilt(name, e);
      spoilt.setAside(file(name));
      return Journal.EMPTY;
    }
  }

  // What it tells must not be lost, nor be done again, because it can't be read now.
  private void requireSpoilt(HandlerName name, IOException why) throws IOException {
    if (!spoilt.isSpoilt(file(name), why)) {
      throw new IOException("can't read " + file(name) + ": " + why.getMessage(), why);
    }
    spoilt.tell(file(name), why);
  }

  /** Forgets a handler. */
  public void delete(HandlerName name) throws IOException {
    kept.remove(name);
    files.delete(file(name));
    files.deleteTree(record(name));
  }

  /** Handlers that have a journal. */
  public List<HandlerName> names() throws IOException {
    List<HandlerName> names = new ArrayList<>();
    for (String file : files.list(folder)) {
      if (file.endsWith(SUFFIX)) {
        String name = file.substring(0, file.length() - SUFFIX.length());
        if (HandlerName.isValid(name)) {
          names.add(new HandlerName(name));
        }
      }
    }
    return names;
  }

  /** Handlers a command of which is recorded. */
  public List<HandlerName> recorded() throws IOException {
    List<HandlerName> names = new ArrayList<>();
    for (String name : files.list(records)) {
      if (HandlerName.isValid(name)) {
        names.add(new HandlerName(name));
      }
    }
    return names;
  }

  /** Where the commands of a handler are recorded, one at a time. */
  Path record(HandlerName name) {
    return records.resolve(name.text());
  }

  private Path file(HandlerName name) {
    return folder.resolve(name.text() + SUFFIX);
  }
}
