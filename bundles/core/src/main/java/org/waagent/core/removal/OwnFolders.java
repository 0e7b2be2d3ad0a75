// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.waagent.plugin.FrameworkProperties;

/**
 * Keeps a wrong line of {@code waagent.conf} from emptying a folder of the system: one with any of
 * these below it is nobody's own.
 *
 * @param others what is no part of the agent's own folders
 */
record OwnFolders(List<Path> others) {
  private static final List<String> OF_SYSTEM =
      List.of(
          "/bin",
          "/boot",
          "/dev",
          "/etc",
          "/home",
          "/lib",
          "/mnt",
          "/opt",
          "/proc",
          "/root",
          "/run",
          "/sbin",
          "/srv",
          "/sys",
          "/tmp",
          "/usr/bin",
          "/usr/lib",
          "/usr/local",
          "/usr/sbin",
          "/usr/share",
          "/var/cache",
          "/var/lib/systemd",
          "/var/log/journal",
          "/var/run",
          "/var/spool",
          "/var/tmp");

  OwnFolders {
    others = List.copyOf(others);
  }

  /** With what the launcher tells of this installation. */
  static OwnFolders of(BundleContext context) {
    List<Path> others = new ArrayList<>();
    for (String name : List.of(FrameworkProperties.HOME, FrameworkProperties.CONFIGURATION_FILE)) {
      Optional.ofNullable(context.getProperty(name))
          .filter(value -> !value.isEmpty())
          .map(value -> Path.of(value).toAbsolutePath())
          .ifPresent(others::add);
    }
    return new OwnFolders(others);
  }

  /**
   * @param key of {@code waagent.conf}
   * @throws IOException if the folder can't be the agent's own
   */
  void check(String key, Path folder) throws IOException {
    Path plain = folder.normalize();
    boolean holdsSystem = OF_SYSTEM.stream().map(Path::of).anyMatch(one -> one.startsWith(plain));
    if (holdsSystem || others.stream().anyMatch(one -> one.startsWith(plain))) {
      throw new IOException(
          key + "=" + folder + " is no folder of the agent's own; nothing in it is deleted");
    }
  }
}
