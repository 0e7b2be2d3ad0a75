// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.waagent.os.Mode;

/** Permission bits in the terms of {@code java.nio.file}. */
final class Permissions {
  private static final PosixFilePermission[] BY_BIT = {
    PosixFilePermission.OTHERS_EXECUTE,
    PosixFilePermission.OTHERS_WRITE,
    PosixFilePermission.OTHERS_READ,
    PosixFilePermission.GROUP_EXECUTE,
    PosixFilePermission.GROUP_WRITE,
    PosixFilePermission.GROUP_READ,
    PosixFilePermission.OWNER_EXECUTE,
    PosixFilePermission.OWNER_WRITE,
    PosixFilePermission.OWNER_READ
  };

  private Permissions() {}

  /** For a file being made. The system takes the umask's bits away; see {@link #set}. */
  static FileAttribute<Set<PosixFilePermission>> attribute(Mode mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int bit = 0; bit < BY_BIT.length; bit++) {
      if ((mode.bits() >> bit & 1) == 1) {
        permissions.add(BY_BIT[bit]);
      }
    }
    return PosixFilePermissions.asFileAttribute(permissions);
  }

  /** Sets all twelve bits, whatever the umask is. */
  static void set(Path path, Mode mode) throws IOException {
    Files.setAttribute(path, "unix:mode", mode.bits());
  }
}
