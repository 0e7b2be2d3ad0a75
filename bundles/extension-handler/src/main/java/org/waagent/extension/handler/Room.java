// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import java.io.IOException;
import java.nio.file.Path;
import org.waagent.os.Files;

/**
 * Leaves room on the disk: a package stops growing while the agent, and the handlers that run, can
 * still write.
 */
public final class Room {
  private static final long RESERVE = 16L << 20;

  /** Several packages may grow at once, so it is looked at now and again. */
  private static final long LOOK_EACH = 4L << 20;

  private final Files files;
  private final Path place;
  private long taken;
  private long lookAt;

  /**
   * @param files looks at the disk
   * @param place where is written
   */
  public Room(Files files, Path place) {
    this.files = files;
    this.place = place;
  }

  /**
   * Asks for room before something is written.
   *
   * @throws IOException if the disk is nearly full
   */
  public void take(long bytes) throws IOException {
    taken += bytes;
    if (taken >= lookAt) {
      lookAt = taken + LOOK_EACH;
      long free = files.freeSpace(place);
      if (free < RESERVE) {
        throw new IOException(
            "not enough room in %s: %d bytes are free and %d must stay"
                .formatted(place, free, RESERVE));
      }
    }
  }
}
