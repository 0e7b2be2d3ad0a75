// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder the agent is installed in.
 *
 * @param path holds {@code bin}, {@code lib}, {@code bundles}, {@code features}
 */
record Home(Path path) {
  /** System property with the folder; {@code bin/waagent} sets it. */
  static final String PROPERTY = "waagent.home";

  private static final String CHOSEN = "WAAGENT_FEATURE";
  private static final String DEFAULT_FEATURE = "standard";

  static Home fromProperty() throws CommandException {
    String path = System.getProperty(PROPERTY);
    if (path == null) {
      throw new CommandException(ExitCode.FAILED, "start the agent by bin/waagent");
    }
    return new Home(Path.of(path));
  }

  Path program() {
    return path.resolve("bin").resolve("waagent");
  }

  Path bundles() {
    return path.resolve("bundles");
  }

  Path lib() {
    return path.resolve("lib");
  }

  Path features() {
    return path.resolve("features");
  }

  /** Whether the environment names a feature of the installation, for a single try. */
  static boolean isNamedByEnvironment() {
    String wanted = System.getenv(CHOSEN);
    return wanted != null && !wanted.isEmpty();
  }

  /** The feature named by the environment, else by the file {@code features/active}. */
  Feature feature() throws CommandException {
    return Feature.read(features(), isNamedByEnvironment() ? System.getenv(CHOSEN) : active());
  }

  private String active() throws CommandException {
    Path file = features().resolve("active");
    try {
      return Files.exists(file) ? Files.readString(file).strip() : DEFAULT_FEATURE;
    } catch (IOException e) {
      throw new CommandException(ExitCode.FAILED, "cannot read " + file);
    }
  }
}
