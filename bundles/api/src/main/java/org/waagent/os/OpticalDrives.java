// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Drives that may hold a medium the platform put in, such as the one that provisions. */
@ProviderType
public interface OpticalDrives {
  /** The drives this machine has, the likeliest first. */
  List<Path> drives() throws IOException;

  /**
   * Loads the driver of drives that show up only with it. Fine where there is nothing to load.
   *
   * @throws InterruptedException if the waiting thread is interrupted
   */
  void loadDriver() throws InterruptedException;

  /**
   * Mounts the medium of a drive for reading, as UDF, ISO 9660 or FAT; what the kernel lacks for
   * that is loaded. One that is mounted already stays where it is.
   *
   * @param point where to mount it; made if it is missing
   * @return where it is mounted
   * @throws IOException if there is no medium, or none that can be mounted; says what was tried
   */
  Path mount(Path drive, Path point) throws IOException, InterruptedException;

  /**
   * Unmounts what is mounted at a point.
   *
   * @throws IOException if that failed
   */
  void unmount(Path point) throws IOException, InterruptedException;

  /**
   * Takes the medium out. Fine where a drive can't.
   *
   * @throws IOException if that failed
   */
  void eject(Path drive) throws IOException, InterruptedException;
}
