// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.waagent.conf.BadConfException;
import org.waagent.conf.ConfFile;

/**
 * The few keys the launcher itself needs.
 *
 * @param file the configuration file
 * @param libDir folder of all state
 * @param pidFile file with the daemon's process id
 */
record Settings(Path file, Path libDir, Path pidFile) {
  private static final String LIB_DIR = "Lib.Dir";
  private static final String LIB = "/var/lib/waagent";
  private static final String[] USUAL_PLACES = {
    "/etc/waagent.conf",
    "/usr/share/oem/waagent.conf",
    "/usr/share/defaults/waagent/waagent.conf",
    "/usr/local/etc/waagent.conf",
  };

  /** Reads the file given on the command line, else the first that exists of the usual places. */
  static Settings read(CommandLine line) throws CommandException {
    Path file = line.configuration() == null ? usual() : given(line.configuration());
    try {
      ConfFile conf = ConfFile.parse(file.toString(), Files.readAllBytes(file));
      return new Settings(
          file, path(conf, LIB_DIR, LIB), path(conf, "Pid.File", "/var/run/waagent.pid"));
    } catch (BadConfException e) {
      throw new CommandException(ExitCode.FAILED, e.getMessage());
    } catch (IOException e) {
      throw new CommandException(ExitCode.NO_CONFIGURATION, "cannot read " + file + ": " + e);
    }
  }

  /** {@code Lib.Dir} alone, as well as it can be told: what is wrong is told when all is read. */
  static Path libDir(String configuration) {
    try {
      Path file = configuration == null ? usual() : Path.of(configuration).toAbsolutePath();
      return path(ConfFile.parse(file.toString(), Files.readAllBytes(file)), LIB_DIR, LIB);
    } catch (CommandException | IOException | RuntimeException e) {
      return Path.of(LIB);
    }
  }

  private static Path path(ConfFile conf, String key, String fallback) {
    return Path.of(conf.value(key).orElse(fallback)).toAbsolutePath();
  }

  private static Path usual() throws CommandException {
    for (String place : USUAL_PLACES) {
      Path file = Path.of(place);
      if (Files.exists(file)) {
        return file;
      }
    }
    throw new CommandException(
        ExitCode.NO_CONFIGURATION, "missing configuration: there is no " + USUAL_PLACES[0]);
  }

  /** Checks that a path given on the command line exists. */
  static Path given(String path) throws CommandException {
    Path file = Path.of(path).toAbsolutePath().normalize();
    if (!Files.exists(file)) {
      throw new CommandException(
          ExitCode.FAILED,
          "configuration file " + path + " does not exist",
          CommandException.Usage.STDOUT);
    }
    return file;
  }
}
