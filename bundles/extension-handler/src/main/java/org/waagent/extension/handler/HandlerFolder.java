// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.goalstate.HandlerName;

/**
 * Where one version of a handler keeps its files. Handlers in the field know these paths.
 *
 * @param lib {@code Lib.Dir}
 * @param name publisher and type
 * @param version full version
 */
public record HandlerFolder(Path lib, HandlerName name, String version) {
  /** File name of the handler manifest. */
  public static final String MANIFEST = "HandlerManifest.json";

  private static final String AGENT = "WALinuxAgent";

  public HandlerFolder {
    requireNonNull(lib, "lib");
    requireNonNull(name, "name");
    requireNonNull(version, "version");
  }

  /** The folder a name in {@code Lib.Dir} stands for; empty if it is no handler's. */
  public static Optional<HandlerFolder> of(Path lib, String entry) {
    for (int dash = entry.indexOf('-'); dash > 0; dash = entry.indexOf('-', dash + 1)) {
      String name = entry.substring(0, dash);
      String version = entry.substring(dash + 1);
      if (isVersion(version) && HandlerName.isValid(name) && !name.equals(AGENT)) {
        return Optional.of(new HandlerFolder(lib, new HandlerName(name), version));
      }
    }
    return Optional.empty();
  }

  private static boolean isVersion(String text) {
    return !text.isEmpty() && Character.isDigit(text.charAt(0)) && FlexibleVersion.isValid(text);
  }

  /** The folder itself, the working directory of the commands. */
  public Path path() {
    return lib.resolve(name + "-" + version);
  }

  /** The package while it is downloaded. */
  public Path zip() {
    return lib.resolve(name + "__" + version + ".zip");
  }

  /** Folder of settings and states. */
  public Path config() {
    return path().resolve("config");
  }

  /** Folder of status files. */
  public Path status() {
    return path().resolve("status");
  }

  /** The handler manifest. */
  public Path manifest() {
    return path().resolve(MANIFEST);
  }

  /** What the handler is told of its surroundings. */
  public Path environment() {
    return path().resolve("HandlerEnvironment.json");
  }

  /** What the handler writes to show that it lives. */
  public Path heartbeat() {
    return path().resolve("heartbeat.log");
  }

  /** State of this version. */
  public Path stateFile() {
    return config().resolve("HandlerState");
  }

  /** Status of this version as last found. */
  public Path statusFile() {
    return config().resolve("HandlerStatus");
  }

  /** State of one of several settings. */
  public Path stateFile(String settings) {
    return config().resolve(settings + ".HandlerState");
  }

  /** Settings of a unit. */
  public Path settings(Unit unit) {
    return config().resolve(unit.filePrefix() + unit.sequenceNumber() + ".settings");
  }

  /** Status file of a unit. */
  public Path status(Unit unit) {
    return status().resolve(unit.filePrefix() + unit.sequenceNumber() + ".status");
  }

  /** Its version, to compare. */
  public FlexibleVersion order() {
    return FlexibleVersion.of(version);
  }
}
