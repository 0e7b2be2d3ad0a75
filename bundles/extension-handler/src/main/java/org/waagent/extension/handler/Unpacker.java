// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.waagent.os.FileTooLargeException;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.NewFile;

/**
 * Unpacks a package into a folder of its own and puts that in place in one step, so a half-unpacked
 * handler is never taken for a whole one. No entry leaves the folder; a package with a link is
 * refused; size and count have bounds.
 */
public final class Unpacker {
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

  /** Looks at what was unpacked, and may refuse it. */
  @FunctionalInterface
  public interface Inspection {
    /**
     * @param unpacked the folder before it is put in place
     */
    void look(Path unpacked) throws IOException;
  }

  /**
   * Unpacks the package of a version, replacing what is in its folder.
   *
   * @param inspection has the last word before it is put in place
   * @throws ZipException if the package is bad; the folder is as before
   * @throws IOException if the disk is full, or the like; the folder is as before
   */
  public void unpack(HandlerFolder folder, Inspection inspection) throws IOException {
    ProgramPlace place = places.now();
    Path whole = place.workplace().resolve(folder.path().getFileName());
    files.deleteTree(whole);
    try {
      files.makeFolder(whole, Mode.PUBLIC_FOLDER);
      putManifest(folder.zip(), whole, entries(folder.zip(), whole));
      inspection.look(whole);
      place.take(whole, folder);
    } finally {
      files.deleteTree(whole);
    }
  }

  private String entries(Path zip, Path target) throws IOException {
    PackageEntries seen = new PackageEntries(target);
    try (InputStream raw = files.open(zip);
        ZipTail tail = new ZipTail(raw);
        ZipInputStream in = new ZipInputStream(tail)) {
      Room room = new Room(files, target);
      room.take(0);
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path place = seen.next(entry.getName(), entry.isDirectory());
        if (!seen.isOurs(place)) {
          put(entry, place, new Source(in, tail, seen, room));
        }
        // Only at its end an entry is checked, and has its checksum.
        in.closeEntry();
        seen.read(entry.getName(), entry.getCrc());
      }
      requireDirectory(zip, tail.requireEnd(seen.count()), seen);
    } catch (IllegalArgumentException e) {
      throw bad(zip, "bad name in zip after " + seen.last() + ": " + e.getMessage(), e);
    } catch (ZipException | EOFException e) {
      throw bad(zip, e.getMessage() + " (at or after " + seen.last() + ")", e);
    } catch (IOException e) {
      throw new IOException(zip.getFileName() + ": " + e.getMessage(), e);
    }
    if (seen.manifest() == null) {
      throw new ZipException(zip.getFileName() + ": " + HandlerFolder.MANIFEST + " not found");
    }
    return seen.manifest();
  }

  private static ZipException bad(Path zip, String why, Exception cause) {
    ZipException bad = new ZipException(zip.getFileName() + ": " + why);
    bad.initCause(cause);
    return bad;
  }

  /** Where bytes come from, and who has to agree to them. */
  private record Source(ZipInputStream entry, ZipTail tail, PackageEntries seen, Room room) {}

  private void requireDirectory(Path zip, long offset, PackageEntries seen) throws IOException {
    try (InputStream in = files.open(zip)) {
      new ZipDirectory(in, offset).require(seen);
    }
  }

  private void put(ZipEntry entry, Path place, Source source) throws IOException {
    files.makeFolder(entry.isDirectory() ? place : place.getParent(), Mode.PUBLIC_FOLDER);
    if (!entry.isDirectory()) {
      write(source, place);
    }
  }

  private void write(Source source, Path path) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (NewFile out = files.create(path, EXECUTABLE)) {
      for (int n = source.entry().read(buffer); n >= 0; n = source.entry().read(buffer)) {
        source.seen().bytes(n, source.tail().count());
        source.room().take(n);
        out.write(buffer, 0, n);
      }
      out.commit();
    }
  }

  private void putManifest(Path zip, Path whole, String found) throws IOException {
    String text;
    try {
      text = files.readText(whole.resolve(found), LARGEST_MANIFEST);
    } catch (FileTooLargeException e) {
      throw bad(zip, found + " is larger than " + LARGEST_MANIFEST + " bytes", e);
    }
    boolean inRoot = found.equals(HandlerFolder.MANIFEST);
    String clean = Json.withoutByteOrderMark(text);
    if (!inRoot || clean.length() != text.length()) {
      files.write(whole.resolve(HandlerFolder.MANIFEST), clean.getBytes(UTF_8), EXECUTABLE);
    }
  }
}
