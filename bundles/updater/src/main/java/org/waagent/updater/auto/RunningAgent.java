// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.auto;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.waagent.goalstate.FlexibleVersion;
import org.waagent.os.Files;
import org.waagent.updater.State;
import org.waagent.updater.Updates;

/** Which version runs, and which one the installation brought. */
final class RunningAgent {
  private static final int MOST_BYTES = 1 << 20;
  private static final String VERSION = "version ";

  private final Updates updates;
  private final Started started;
  private final Files files;

  /**
   * What the launcher says.
   *
   * @param feature name of the feature it started
   * @param version of the set of bundles it started
   * @param home folder of the installation
   */
  record Started(String feature, String version, Path home) {}

  RunningAgent(Updates updates, Started started, Files files) {
    this.updates = updates;
    this.started = started;
    this.files = files;
  }

  /** The version that runs now. Never waits. */
  String version() {
    return feature().map(State.Installed::version).orElse(started.version());
  }

  private Optional<State.Installed> feature() {
    return updates.state().features().stream()
        .filter(one -> one.kind().equals("agent") && FlexibleVersion.isValid(one.version()))
        .findFirst();
  }

  Inputs.Agent agent() throws IOException {
    FlexibleVersion running = FlexibleVersion.of(version());
    return new Inputs.Agent(
        feature().map(State.Installed::name).orElse(started.feature()),
        running,
        installed().orElse(running));
  }

  /** Empty if the installation does not say; then nothing below what runs is taken. */
  private Optional<FlexibleVersion> installed() throws IOException {
    Path list = started.home().resolve("features").resolve(started.feature() + ".list");
    if (!files.exists(list)) {
      return Optional.empty();
    }
    return files
        .readText(list, MOST_BYTES)
        .lines()
        .filter(line -> line.startsWith(VERSION))
        .map(line -> line.substring(VERSION.length()).strip())
        .filter(FlexibleVersion::isValid)
        .map(FlexibleVersion::of)
        .findFirst();
  }
}
