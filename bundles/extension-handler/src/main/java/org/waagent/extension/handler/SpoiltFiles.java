// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.log.Logger;
import org.waagent.os.FileFacts;
import org.waagent.os.FileTooLargeException;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/**
 * Files of the agent's own that nobody can read. Each is told once, and kept beside what replaces
 * it for who wants to know how it came to be; of all only the latest are kept.
 */
public final class SpoiltFiles {
  private static final int MOST = 20;
  private static final int LONGEST = 200;

  private final Files files;
  private final Path folder;
  private final Logger logger;
  private final Map<Path, Optional<FileFacts>> told = new ConcurrentHashMap<>();

  /**
   * @param files where they are
   * @param state folder of the plugin
   * @param logger is told
   */
  public SpoiltFiles(Files files, Path state, Logger logger) {
    this.files = files;
    this.folder = state.resolve("spoilt");
    this.logger = logger;
  }

  /**
   * Whether a file that could not be read is bad itself. Else it is the machine that fails, for
   * example because too many files are open, and the file is good at another time.
   */
  public boolean isSpoilt(Path file, IOException why) {
    return why instanceof MalformedJson
        || why instanceof FileTooLargeException
        || facts(file).map(found -> found.kind() != FileFacts.Kind.FILE).orElse(false);
  }

  /** Tells of a spoilt file, once for each state it is in. */
  public void tell(Path file, IOException why) {
    Optional<FileFacts> facts = facts(file);
    if (!facts.equals(told.put(file, facts))) {
      String message = String.valueOf(why.getMessage());
      int end = Math.min(message.length(), LONGEST);
      logger.warn("{} is spoilt and counts as missing: {}", file, message.substring(0, end));
    }
  }

  private Optional<FileFacts> facts(Path file) {
    try {
      return files.look(file);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Moves a spoilt file out of the way.
   *
   * @throws IOException if it can neither be moved nor deleted
   */
  public void setAside(Path file) throws IOException {
    Path place = folder.resolve(file.getFileName());
    try {
      files.makeFolder(folder, Mode.OWNER_FOLDER);
      bound(place);
      files.move(file, place);
    } catch (IOException e) {
      logger.warn("{} can't be set aside and is deleted: {}", file, e.getMessage());
      files.deleteTree(file);
    }
    told.remove(file);
  }

  private void bound(Path place) throws IOException {
    files.deleteTree(place);
    List<String> names = files.list(folder);
    for (int i = 0; i <= names.size() - MOST; i++) {
      files.deleteTree(folder.resolve(names.get(i)));
    }
  }
}
