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

  /**
   * One look at every drive. Nothing stays mounted that was not before.
   *
   * @throws MissingException if no drive has the document; says what was seen
   * @throws OvfException if the document is there and is none
   */
  public Reading read() throws IOException, OvfException, MissingException, InterruptedException {
    List<String> seen = new ArrayList<>();
    for (Path drive : drives()) {
      Optional<Reading> reading = read(drive, seen);
      if (reading.isPresent()) {
        return reading.get();
      }
    }
    throw new MissingException(
        seen.isEmpty() ? "this machine has no drive for it" : String.join("; ", seen));
  }

  private List<Path> drives() throws IOException, InterruptedException {
    List<Path> found = drives.drives();
    if (found.isEmpty()) {
      drives.loadDriver();
      found = drives.drives();
    }
    return found;
  }

  private Optional<Reading> read(Path drive, List<String> seen)
      throws IOException, OvfException, InterruptedException {
    Path mounted;
    try {
      mounted = drives.mount(drive, point);
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
      byte[] raw = files.read(file, OvfDocument.MOST);
      OvfDocument document = OvfDocument.read(raw);
      copy.keep(raw);
      return Optional.of(new Reading(document, Optional.of(drive), drive.toString()));
    } finally {
      leave(mounted);
    }
  }

  private void leave(Path mounted) throws InterruptedException {
    if (!mounted.equals(point)) {
      return;
    }
    try {
      drives.unmount(point);
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
