// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipException;

/** What was seen of a package so far, and what may still come. */
final class PackageEntries {
  private static final int MOST_ENTRIES = 10_000;

  /** Folders no entry names: a few long names could make millions of them. */
  private static final int MOST_IMPLIED = 5_000;

  private static final long MOST_BYTES = 2L << 30;

  /** Packages of programs shrink to a third; text to a twentieth. */
  private static final int MOST_RATIO = 200;

  private static final long RATIO_COUNTS_FROM = 16L << 20;

  /** While a file is written its name is longer than in the end, and file systems take 255. */
  private static final int LONGEST_STEP = 200;

  private static final int LONGEST_NAME = 1024;

  private static final Path MARKER = Path.of("package_validated");
  private static final Path CONFIG = Path.of("config");

  /** What is at a place. */
  private enum Kind {
    FILE,
    FOLDER,
    /** A folder no entry names: it is there because of what is in it. */
    IMPLIED
  }

  private final Path target;
  private final Map<Path, Kind> places = new HashMap<>();

  /** The checksums of those the directory of the zip did not confirm yet. */
  private final Map<String, Integer> sums = new HashMap<>();

  private int entries;
  private int implied;
  private long bytes;
  private String manifest;
  private String last = "the start";

  PackageEntries(Path target) {
    this.target = target;
  }

  int count() {
    return entries;
  }

  /** Where the handler manifest is; null while none was seen. */
  String manifest() {
    return manifest;
  }

  /** The entry seen last, for messages. */
  String last() {
    return last;
  }

  /** A name as it may stand in a message. */
  static String shown(String name) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < Math.min(name.length(), LONGEST_STEP); i++) {
      char c = name.charAt(i);
      shown.append(Character.isISOControl(c) ? '?' : c);
    }
    return shown + (name.length() > LONGEST_STEP ? "..." : "");
  }

  /**
   * Takes the next entry.
   *
   * @return its place, below the folder
   * @throws ZipException if it can't be taken
   */
  Path next(String name, boolean folder) throws ZipException {
    last = "'" + shown(name) + "'";
    if (++entries > MOST_ENTRIES) {
      throw new ZipException("package has more than " + MOST_ENTRIES + " entries");
    }
    requireShort(name);
    Path place = inside(name);
    claim(place, folder);
    noteManifest(name);
    return place;
  }

  /** Notes the checksum of an entry, which its content was found to have. */
  void read(String name, long sum) {
    sums.put(name, (int) sum);
  }

  /**
   * Hears what the directory of the zip says of an entry.
   *
   * @throws ZipException if that is not what was seen, or can't be taken
   */
  void listed(String name, int sum, boolean link) throws ZipException {
    last = "'" + shown(name) + "'";
    if (link) {
      throw new ZipException("entry is a symbolic link: " + last);
    }
    Integer found = sums.remove(name);
    if (found == null) {
      throw new ZipException("zip lists an entry it does not have: " + last);
    }
    if (found != sum) {
      throw new ZipException("zip lists another CRC than the entry has: " + last);
    }
  }

  private void requireShort(String name) throws ZipException {
    boolean fits = name.length() <= LONGEST_NAME;
    for (String step : name.split("/", -1)) {
      fits &= step.getBytes(UTF_8).length <= LONGEST_STEP;
    }
    if (!fits) {
      throw new ZipException("name of entry is too long: " + last);
    }
  }

  /** The path of an entry, which must stay below the folder. */
  private Path inside(String name) throws ZipException {
    boolean plain = !name.isEmpty() && name.indexOf('\\') < 0 && name.indexOf('\0') < 0;
    Path path = plain ? target.resolve(name).normalize() : target;
    boolean stays = plain && !name.startsWith("/") && path.startsWith(target);
    if (!stays || hasParentStep(name) || path.equals(target)) {
      throw new ZipException("entry leaves the folder: " + last);
    }
    return path;
  }

  private static boolean hasParentStep(String name) {
    for (String step : name.split("/", -1)) {
      if (step.equals("..")) {
        return true;
      }
    }
    return false;
  }

  /** Of two files in one place nobody can say which one is meant. */
  private void claim(Path place, boolean folder) throws ZipException {
    Kind before = places.put(place, folder ? Kind.FOLDER : Kind.FILE);
    if (before != null && (before != Kind.IMPLIED || !folder)) {
      throw new ZipException(
          (before == Kind.FILE) == !folder
              ? "entry comes twice: " + last
              : "entry is a file and a folder: " + last);
    }
    Path above = place.getParent();
    while (!above.equals(target)) {
      Kind there = places.putIfAbsent(above, Kind.IMPLIED);
      if (there == Kind.FILE) {
        throw new ZipException("entry is below a file: " + last);
      }
      implied += there == null ? 1 : 0;
      above = there == null ? above.getParent() : target;
    }
    if (implied > MOST_IMPLIED) {
      throw new ZipException("package has more than " + MOST_IMPLIED + " folders without entry");
    }
  }

  private void noteManifest(String name) {
    boolean isManifest =
        name.equals(HandlerFolder.MANIFEST) || name.endsWith("/" + HandlerFolder.MANIFEST);
    if (isManifest && (manifest == null || name.length() < manifest.length())) {
      manifest = name;
    }
  }

  /**
   * Whether a package has no say in what is at a place: what tells how far a handler is, and that
   * its package was verified, is for the agent alone to write.
   */
  boolean isOurs(Path place) {
    Path path = target.relativize(place);
    boolean isState =
        path.startsWith(CONFIG) && path.getNameCount() > 1 && isState(path.getName(1).toString());
    return path.startsWith(MARKER) || isState;
  }

  private static boolean isState(String name) {
    return name.endsWith("HandlerState") || name.endsWith("HandlerStatus");
  }

  /**
   * Counts what came out of the package.
   *
   * @param packed how much of the package was read for it
   */
  void bytes(int more, long packed) throws ZipException {
    bytes += more;
    boolean bomb = bytes > RATIO_COUNTS_FROM && bytes / Math.max(1, packed) > MOST_RATIO;
    if (bytes > MOST_BYTES || bomb) {
      throw new ZipException(
          "package unpacks to more than it may: " + bytes + " bytes, in entry " + last);
    }
  }
}
