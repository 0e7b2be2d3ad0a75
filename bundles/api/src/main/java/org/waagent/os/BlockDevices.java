// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The machine's disks and what is mounted. */
@ProviderType
public interface BlockDevices {
  /** Whole disks and optical drives, without partitions, sorted by name. */
  List<Device> devices() throws IOException;

  /** What is mounted, in the order of the system's table. */
  List<Mount> mounts() throws IOException;

  /**
   * One device.
   *
   * @param path for example {@code /dev/sda}
   * @param size in bytes
   * @param removable whether the medium can be taken out
   * @param partitions paths of its partitions, sorted
   */
  record Device(Path path, long size, boolean removable, List<Path> partitions) {
    public Device {
      requireNonNull(path, "path");
      partitions = List.copyOf(partitions);
    }
  }

  /**
   * One mount.
   *
   * @param source what is mounted
   * @param point where
   * @param type file system type
   * @param options as the system tells them
   */
  record Mount(String source, Path point, String type, List<String> options) {
    public Mount {
      requireNonNull(source, "source");
      requireNonNull(point, "point");
      requireNonNull(type, "type");
      options = List.copyOf(options);
    }
  }

  /** The mount a path is on. */
  default Optional<Mount> mountOf(Path path) throws IOException {
    return mounts().stream()
        .filter(mount -> path.startsWith(mount.point()))
        .reduce((a, b) -> b.point().getNameCount() >= a.point().getNameCount() ? b : a);
  }
}
