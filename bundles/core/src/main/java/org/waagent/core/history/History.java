// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.log.Logger;
import org.waagent.core.loop.Causes;
import org.waagent.goalstate.GoalState;
import org.waagent.host.GoalStateSource.Document;
import org.waagent.os.Clock;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/**
 * The goal states of the past, a folder each below {@code <Lib.Dir>/history}, all but the newest
 * packed. What fails here is told and never reaches the goal state.
 */
public final class History {
  private static final int KEPT = 50;
  private static final String ETAG = "etag_";

  private final Path folder;
  private final Files files;
  private final Clock clock;
  private final Logger logger;
  private String lastKey = "";
  private volatile Optional<Path> newest = Optional.empty();

  /**
   * @param lib the agent's own folder
   */
  public History(Path lib, Files files, Clock clock, Logger logger) {
    this.folder = lib.resolve("history");
    this.files = files;
    this.clock = clock;
    this.logger = logger;
  }

  /** Folder of the newest goal state of this start. */
  public Optional<Path> newest() {
    return newest;
  }

  /** Keeps the documents of a goal state, packs older ones, drops the oldest. */
  public void keep(GoalState goalState, List<Document> documents) {
    try {
      Path current = current(goalState);
      for (Document document : documents) {
        byte[] text = document.text().getBytes(StandardCharsets.UTF_8);
        files.write(current.resolve(document.name()), text, Mode.OWNER_ONLY);
      }
      tidy(current);
    } catch (IOException | RuntimeException e) {
      logger.warn("The goal state could not be kept in {}: {}", folder, Causes.text(e));
    }
  }

  /** Writes a file into the newest folder, if there is one. */
  public void add(String name, byte[] content) {
    Optional<Path> current = newest;
    if (current.isEmpty()) {
      return;
    }
    try {
      files.write(current.get().resolve(name), content, Mode.OWNER_ONLY);
    } catch (IOException | RuntimeException e) {
      logger.warn("{} could not be kept in {}: {}", name, current.get(), Causes.text(e));
    }
  }

  private Path current(GoalState goalState) throws IOException {
    String key = key(goalState);
    if (key.equals(lastKey) && newest.isPresent()) {
      return newest.get();
    }
    Path made = folder.resolve(stamp(clock.instant()) + "__" + key);
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

  // Text of the host becomes part of a file name here.
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), 64); i++) {
      char c = text.charAt(i);
      boolean fine = c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
      plain.append(fine ? c : '_');
    }
    return plain.toString();
  }

  private static String stamp(Instant now) {
    String text = now.truncatedTo(ChronoUnit.SECONDS).toString();
    return text.substring(0, text.length() - 1).replace(':', '-');
  }

  private void tidy(Path current) throws IOException {
    String currentName = current.getFileName().toString();
    List<String> items = new ArrayList<>();
    for (String name : files.list(folder)) {
      if (isItem(name)) {
        items.add(name);
      }
    }
    int excess = items.size() - KEPT;
    for (String name : items) {
      if (excess > 0 && !name.equals(currentName)) {
        drop(name);
        excess--;
      } else if (!name.equals(currentName) && !name.endsWith(".zip")) {
        new Archive(files, folder.resolve(name)).pack();
      }
    }
  }

  private void drop(String name) throws IOException {
    if (name.endsWith(".zip")) {
      files.delete(folder.resolve(name));
    } else {
      files.deleteTree(folder.resolve(name));
    }
  }

  // Names begin with the time, so their order is the order of age.
  private static boolean isItem(String name) {
    return name.length() > 10
        && name.charAt(4) == '-'
        && name.charAt(10) == 'T'
        && name.contains("__");
  }
}
