// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.log.Logger;
import org.waagent.core.loop.Trouble;
import org.waagent.core.text.Redaction;
import org.waagent.goalstate.GoalState;
import org.waagent.host.GoalStateSource.Document;
import org.waagent.host.GoalStateSource.Unread;
import org.waagent.os.Clock;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/**
 * The goal states of the past, a folder each below {@code <Lib.Dir>/history}, all but the newest
 * packed. What fails here is told and never reaches the goal state.
 */
public final class History {
  private static final String ETAG = "etag_";
  private static final int LONGEST_NAME = 64;
  // The newest, which is not packed, may take a quarter of all that the history may take.
  private static final int SHARE = 4;

  private final Path folder;
  private final Files files;
  private final Clock clock;
  private final Bounds bounds;
  private final Items items;
  private final Tidying tidying;
  private final Trouble trouble;
  private String lastKey = "";
  private Set<Key> odd = Set.of();
  private volatile Optional<Path> newest = Optional.empty();

  /** A document that can't be understood, and the version it came in. */
  private record Key(String tag, String document) {}

  /**
   * @param lib the agent's own folder
   */
  public History(Path lib, Files files, Clock clock, Logger logger) {
    this(lib, files, clock, logger, Bounds.USUAL);
  }

  History(Path lib, Files files, Clock clock, Logger logger, Bounds bounds) {
    this.folder = lib.resolve("history");
    this.files = files;
    this.clock = clock;
    this.bounds = bounds;
    this.items = new Items(folder, files);
    this.tidying = new Tidying(items, bounds, new Trouble(folder + " can't be tidied", logger));
    this.trouble = new Trouble("The goal state can't be kept in " + folder, logger);
  }

  /** Folder of the newest goal state of this start. */
  public Optional<Path> newest() {
    return newest;
  }

  /** Keeps the documents of a goal state, packs older ones, drops the oldest. */
  public synchronized void keep(GoalState goalState, List<Document> documents) {
    try {
      Path current = current(goalState);
      tidying.tidy(current.getFileName().toString(), clock.instant());
      write(current, documents);
      trouble.over();
    } catch (IOException | RuntimeException e) {
      trouble.failed(e);
    }
  }

  /** Keeps documents that could not be understood, each once for the version it came in. */
  public synchronized void keepOdd(List<Unread> unread) {
    Map<String, List<Document>> missing = new LinkedHashMap<>();
    Set<Key> now = new HashSet<>();
    try {
      for (Unread one : unread) {
        Key key = new Key(plain(one.tag()), one.document().name());
        now.add(key);
        if (!odd.contains(key) && !isOfFormerTimes(key.tag())) {
          missing.computeIfAbsent(key.tag(), t -> new ArrayList<>()).add(one.document());
        }
      }
      for (Map.Entry<String, List<Document>> one : missing.entrySet()) {
        Path made = folder.resolve(Items.name(clock.instant(), one.getKey()));
        files.makeFolder(made, Mode.OWNER_FOLDER);
        write(made, one.getValue());
      }
      if (!missing.isEmpty()) {
        String stays = newest.map(path -> path.getFileName().toString()).orElse("");
        tidying.tidy(stays, clock.instant());
      }
      odd = Set.copyOf(now);
      trouble.over();
    } catch (IOException | RuntimeException e) {
      trouble.failed(e);
    }
  }

  /** Whether it was kept before, by this agent or the one before it. */
  private boolean isOfFormerTimes(String tag) throws IOException {
    boolean current = odd.stream().anyMatch(key -> key.tag().equals(tag));
    return !current && items.has(tag, clock.instant());
  }

  private void write(Path target, List<Document> documents) throws IOException {
    int left = bounds.files();
    long room = bounds.total() / SHARE;
    for (Document document : documents) {
      byte[] content = bytes(document);
      room -= content.length;
      if (left-- > 0 && room >= 0) {
        files.write(target.resolve(plain(document.name(), '.')), content, Mode.OWNER_ONLY);
      }
    }
  }

  private byte[] bytes(Document document) {
    String text = document.text();
    String some = text.length() > bounds.document() ? text.substring(0, bounds.document()) : text;
    byte[] bytes = Redaction.of(some).getBytes(StandardCharsets.UTF_8);
    return bytes.length > bounds.document() ? Arrays.copyOf(bytes, bounds.document()) : bytes;
  }

  /** Writes a file into the newest folder, if there is one. */
  public synchronized void add(String name, byte[] content) {
    Optional<Path> current = newest;
    if (current.isEmpty()) {
      return;
    }
    try {
      files.write(current.get().resolve(name), content, Mode.OWNER_ONLY);
      trouble.over();
    } catch (IOException | RuntimeException e) {
      trouble.failed(e);
    }
  }

  /** Adds a document to the newest folder, if there is one and there is room. */
  public synchronized void add(Document document) {
    if (newest.isEmpty()) {
      return;
    }
    Path current = newest.get();
    String name = plain(document.name(), '.');
    byte[] content = bytes(document);
    try {
      if (isRoom(current, name, content.length)) {
        files.write(current.resolve(name), content, Mode.OWNER_ONLY);
        trouble.over();
      } else {
        trouble.failed(new IOException("no room for " + name + " in " + current.getFileName()));
      }
    } catch (IOException | RuntimeException e) {
      trouble.failed(e);
    }
  }

  private boolean isRoom(Path current, String name, long size) throws IOException {
    List<String> names = files.list(current);
    boolean few = names.contains(name) || names.size() < bounds.files();
    return few && items.size(current.getFileName().toString()) + size <= bounds.total() / SHARE;
  }

  private Path current(GoalState goalState) throws IOException {
    String key = key(goalState);
    if (key.equals(lastKey) && newest.isPresent()) {
      return newest.get();
    }
    Path made = folder.resolve(Items.name(clock.instant(), key));
    files.makeFolder(made, Mode.OWNER_FOLDER);
    lastKey = key;
    newest = Optional.of(made);
    return made;
  }

  private static String key(GoalState goalState) {
    String id = goalState.extensions().id();
    String etag = id.startsWith(ETAG) ? "-" + plain(id.substring(ETAG.length())) : "";
    return plain(goalState.incarnation().text()) + etag;
  }

  private static String plain(String text) {
    return plain(text, '_');
  }

  // Text of the host becomes part of a file name here.
  private static String plain(String text, char also) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), LONGEST_NAME); i++) {
      char c = text.charAt(i);
      boolean letter = c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
      plain.append(letter || c == also && i > 0 ? c : '_');
    }
    return plain.toString();
  }
}
