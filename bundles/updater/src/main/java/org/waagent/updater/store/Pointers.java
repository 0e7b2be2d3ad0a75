// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.function.Supplier;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.plugin.FrameworkProperties;

/**
 * The files that name a set: {@code committed}, {@code previous}, {@code staged}. The launcher
 * reads them too, so each is one line of plain text. Damaged ones count as missing, as they do for
 * the launcher.
 */
public final class Pointers {
  private static final String COMMITTED = "committed";
  private static final String PREVIOUS = "previous";
  private static final String STAGED = "staged";
  private static final int MOST_BYTES = 256;

  private final Supplier<Files> files;
  private final Places places;

  public Pointers(Supplier<Files> files, Places places) {
    this.files = requireNonNull(files, "files");
    this.places = requireNonNull(places, "places");
  }

  /**
   * A set that the next start tries.
   *
   * @param id of the set
   * @param starts that tried it so far
   */
  public record Staged(String id, int starts) {
    public Staged {
      requireNonNull(id, "id");
    }
  }

  /** The set that every start takes. */
  public String committed() throws IOException {
    return id(COMMITTED).orElse(FrameworkProperties.INSTALLED);
  }

  /** The set before that one. */
  public Optional<String> previous() throws IOException {
    return id(PREVIOUS);
  }

  /** The set that the next start tries. */
  public Optional<Staged> staged() throws IOException {
    String[] words = line(STAGED).split(" ");
    if (words.length != 2 || !Places.isId(words[0]) || !words[1].matches("[0-9]{1,6}")) {
      return Optional.empty();
    }
    return Optional.of(new Staged(words[0], Integer.parseInt(words[1])));
  }

  /** Has the next start try a set. */
  public void stage(String id) throws IOException {
    write(STAGED, id + " 0");
  }

  /** Nothing is tried any more. */
  public void unstage() throws IOException {
    files.get().delete(places.pointer(STAGED));
  }

  /**
   * Makes a set the one that every start takes. Between the two writes both names lead to sets that
   * were found good, so a crash there does no harm.
   *
   * @param id of the set
   * @param before of the one it replaces
   */
  public void commit(String id, String before) throws IOException {
    if (!id.equals(before)) {
      write(PREVIOUS, before);
    }
    write(COMMITTED, id);
    unstage();
  }

  /** The way back leads to the installation, which is always there; nowhere if that runs. */
  public void loseWayBack() throws IOException {
    if (committed().equals(FrameworkProperties.INSTALLED)) {
      files.get().delete(places.pointer(PREVIOUS));
    } else {
      write(PREVIOUS, FrameworkProperties.INSTALLED);
    }
  }

  private Optional<String> id(String name) throws IOException {
    String line = line(name);
    boolean known = Places.isId(line) || line.equals(FrameworkProperties.INSTALLED);
    return known ? Optional.of(line) : Optional.empty();
  }

  private String line(String name) throws IOException {
    try {
      return files.get().readText(places.pointer(name), MOST_BYTES).strip();
    } catch (NoSuchFileException | org.waagent.os.FileTooLargeException e) {
      return "";
    }
  }

  private void write(String name, String line) throws IOException {
    files.get().write(places.pointer(name), (line + "\n").getBytes(UTF_8), Mode.OWNER_ONLY);
  }
}
