// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.NewFile;

/**
 * Unpacks a package into a folder of its own and puts that in place in one step, so a half-unpacked
 * handler is never taken for a whole one. No entry leaves the folder; links in a package become
 * plain files; size and count have bounds.
 */
public final class Unpacker {
  private static final int MOST_ENTRIES = 10_000;
  private static final long MOST_BYTES = 2L << 30;

  /** Packages of programs shrink to a third; text to a twentieth. */
  private static final int MOST_RATIO = 200;

  private static final long RATIO_COUNTS_FROM = 16L << 20;
  private static final int BUFFER = 1 << 16;
  private static final int LARGEST_MANIFEST = 1 << 20;

  /** Packages often lose the bit on their way, and handlers start their files by name. */
  private static final Mode EXECUTABLE = Mode.of(0744);

  private final Files files;
  private final ProgramPlaces places;

  /**
   * @param files where it unpacks
   * @param places decides where the handlers go
   */
  public Unpacker(Files files, ProgramPlaces places) {
    this.files = files;
    this.places = places;
  }

  /**
   * Unpacks the package of a version, replacing what is in its folder.
   *
   * @throws ZipException if the package is bad; the folder is as before
   * @throws IOException if the disk is full, or the like; the folder is as before
   */
  public void unpack(HandlerFolder folder) throws IOException {
    ProgramPlace place = places.now();
    Path whole = place.workplace().resolve(folder.path().getFileName());
    files.deleteTree(whole);
    try {
      files.makeFolder(whole, Mode.PUBLIC_FOLDER);
      String manifest = entries(folder.zip(), whole);
      putManifest(whole, manifest);
      place.take(whole, folder);
    } finally {
      files.deleteTree(whole);
    }
  }

  private String entries(Path zip, Path target) throws IOException {
    Progress progress = new Progress();
    try (InputStream raw = files.open(zip);
        ZipTail tail = new ZipTail(raw);
        ZipInputStream in = new ZipInputStream(tail)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        progress.entry(entry.getName());
        Path path = inside(target, entry.getName());
        progress.once(path, entry.getName());
        if (entry.isDirectory()) {
          files.makeFolder(path, Mode.PUBLIC_FOLDER);
        } else {
          files.makeFolder(path.getParent(), Mode.PUBLIC_FOLDER);
          write(in, path, tail, progress);
        }
      }
      tail.requireEnd(progress.entries);
    } catch (IllegalArgumentException e) {
      throw bad(zip, "bad name in zip: " + e.getMessage(), e);
    } catch (ZipException | EOFException e) {
      throw bad(zip, e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException(zip.getFileName() + ": " + e.getMessage(), e);
    }
    if (progress.manifest == null) {
      throw new ZipException(zip.getFileName() + ": " + HandlerFolder.MANIFEST + " not found");
    }
    return progress.manifest;
  }

  private static ZipException bad(Path zip, String why, Exception cause) {
    ZipException bad = new ZipException(zip.getFileName() + ": " + why);
    bad.initCause(cause);
    return bad;
  }

  private void write(ZipInputStream in, Path path, ZipTail tail, Progress progress)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (NewFile out = files.create(path, EXECUTABLE)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        progress.bytes(n, tail.count());
        out.write(buffer, 0, n);
      }
      out.commit();
    }
  }

  private void putManifest(Path whole, String found) throws IOException {
    String text = files.readText(whole.resolve(found), LARGEST_MANIFEST);
    boolean inRoot = found.equals(HandlerFolder.MANIFEST);
    String clean = Json.withoutByteOrderMark(text);
    if (!inRoot || clean.length() != text.length()) {
      byte[] bytes = clean.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      files.write(whole.resolve(HandlerFolder.MANIFEST), bytes, EXECUTABLE);
    }
  }

  /** The path of an entry, which must stay below the folder. */
  private static Path inside(Path target, String name) throws IOException {
    boolean plain = !name.isEmpty() && name.indexOf('\\') < 0 && name.indexOf('\0') < 0;
    Path path = plain ? target.resolve(name) : target;
    boolean stays = plain && !name.startsWith("/") && path.normalize().startsWith(target);
    if (!stays || hasParentStep(name) || path.normalize().equals(target)) {
      throw new ZipException("entry leaves the folder: '" + name + "'");
    }
    return path.normalize();
  }

  private static boolean hasParentStep(String name) {
    for (String step : name.split("/", -1)) {
      if (step.equals("..")) {
        return true;
      }
    }
    return false;
  }

  /** What was seen of a package so far. */
  private static final class Progress {
    private int entries;
    private long bytes;
    private String manifest;
    private final Set<Path> places = new HashSet<>();

    /** Of two files in one place nobody can say which one is meant. */
    void once(Path place, String name) throws IOException {
      if (!places.add(place)) {
        throw new ZipException("entry comes twice: '" + name + "'");
      }
    }

    void entry(String name) throws IOException {
      if (++entries > MOST_ENTRIES) {
        throw new ZipException("package has more than " + MOST_ENTRIES + " entries");
      }
      boolean isManifest =
          name.equals(HandlerFolder.MANIFEST) || name.endsWith("/" + HandlerFolder.MANIFEST);
      if (isManifest && (manifest == null || name.length() < manifest.length())) {
        manifest = name;
      }
    }

    void bytes(int more, long packed) throws IOException {
      bytes += more;
      boolean bomb = bytes > RATIO_COUNTS_FROM && bytes / Math.max(1, packed) > MOST_RATIO;
      if (bytes > MOST_BYTES || bomb) {
        throw new ZipException("package unpacks to more than it may: " + bytes + " bytes");
      }
    }
  }
}
