// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.medium;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.log.Logger;
import org.waagent.os.Files;
import org.waagent.os.OpticalDrives;
import org.waagent.provisioning.ovf.OvfDocument;
import org.waagent.provisioning.ovf.OvfException;
import org.waagent.provisioning.ovf.OvfFile;

/** Looks for the OVF environment on the media of all drives, one after the other. */
public final class DvdSource {
  private static final String FILE = "ovf-env.xml";

  private final OpticalDrives drives;
  private final Files files;
  private final Path point;
  private final OvfFile copy;
  private final Logger logger;

  /**
   * @param point where to mount media
   * @param copy gets what is read, without its secrets
   */
  public DvdSource(OpticalDrives drives, Files files, Path point, OvfFile copy, Logger logger) {
    this.drives = drives;
    this.files = files;
    this.point = point;
    this.copy = copy;
    this.logger = logger;
  }

  /** A document as it stands, and what it says. */
  private record Found(byte[] raw, Reading reading) {}

  /**
   * One look at every drive; what is found is kept. Nothing stays mounted that was not before.
   *
   * @throws MissingException if no drive has the document; says what was seen
   * @throws OvfException if the document is there and is none
   */
  public Reading read() throws IOException, OvfException, MissingException, InterruptedException {
    List<Path> found = drives.drives();
    if (found.isEmpty()) {
      drives.loadDriver();
      found = drives.drives();
    }
    Found first = first(found, point);
    copy.keep(first.raw());
    return first.reading();
  }

  /**
   * The same without a trace, for who looks before. It is mounted at a place of its own, so that an
   * agent that reads it meanwhile finds it where it put it.
   *
   * @throws MissingException if no drive has the document; says what was seen
   * @throws OvfException if the document is there and is none
   */
  public Reading look() throws IOException, OvfException, MissingException, InterruptedException {
    Path own = point.resolveSibling(point.getFileName() + "-look");
    List<Path> made = missing(own);
    try {
      return first(drives.drives(), own).reading();
    } finally {
      for (Path folder : made) {
        remove(folder);
      }
    }
  }

  /** The folder and those above it that are not there. */
  private List<Path> missing(Path folder) {
    List<Path> missing = new ArrayList<>();
    for (Path at = folder; at != null && !files.exists(at); at = at.getParent()) {
      missing.add(at);
    }
    return missing;
  }

  private void remove(Path folder) {
    try {
      files.delete(folder);
    } catch (IOException e) {
      logger.warn("The folder {} stays: {}", folder, e.toString());
    }
  }

  private Found first(List<Path> all, Path at)
      throws IOException, OvfException, MissingException, InterruptedException {
    List<String> seen = new ArrayList<>();
    for (Path drive : all) {
      Optional<byte[]> raw = raw(drive, at, seen);
      if (raw.isPresent()) {
        OvfDocument document = OvfDocument.read(raw.get());
        return new Found(raw.get(), new Reading(document, Optional.of(drive), drive.toString()));
      }
    }
    throw new MissingException(
        seen.isEmpty() ? "this machine has no drive for it" : String.join("; ", seen));
  }

  private Optional<byte[]> raw(Path drive, Path at, List<String> seen)
      throws IOException, InterruptedException {
    Path mounted;
    try {
      mounted = drives.mount(drive, at);
    } catch (IOException e) {
      seen.add(e.getMessage());
      return Optional.empty();
    }
    try {
      Path file = mounted.resolve(FILE);
      if (!files.exists(file)) {
        seen.add(drive + " has no " + FILE);
        return Optional.empty();
      }
      return Optional.of(files.read(file, OvfDocument.MOST));
    } finally {
      if (mounted.equals(at)) {
        unmount(at);
      }
    }
  }

  private void unmount(Path at) throws InterruptedException {
    try {
      drives.unmount(at);
    } catch (IOException e) {
      logger.warn("The provisioning medium stays mounted: {}", e.getMessage());
    }
  }

  /** No drive has the document. */
  public static final class MissingException extends Exception {
    private static final long serialVersionUID = 1;

    MissingException(String message) {
      super(message);
    }
  }
}
