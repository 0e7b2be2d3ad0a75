// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a life is made of.
 *
 * @param agent the program to test with: {@code bin/waagent} of an installation
 * @param handler the package, a zip or a folder
 * @param name {@code Publisher.Type}; else from {@code manifest.xml} or the handler manifest
 * @param version of the package; else from {@code manifest.xml}, else 1.0.0
 * @param settings public settings, a JSON object
 * @param newSettings public settings for the later steps; else the first again
 * @param protectedSettings a JSON object in the clear; its texts must turn up nowhere
 * @param update the next version; else the same package once more
 * @param config name of the settings, for a multi-config handler
 * @param keep an empty or missing folder to keep everything in
 * @param patience how long a step may take
 */
public record LifeOptions(
    Path agent,
    Path handler,
    Optional<String> name,
    Optional<String> version,
    String settings,
    Optional<String> newSettings,
    Optional<String> protectedSettings,
    Optional<Path> update,
    Optional<String> config,
    Optional<Path> keep,
    Duration patience) {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** All by default: empty settings, five minutes for each step. */
  public static LifeOptions of(Path agent, Path handler) {
    return new LifeOptions(
        agent,
        handler,
        Optional.empty(),
        Optional.empty(),
        "{}",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        PATIENCE);
  }

  /** The same with protected settings. */
  public LifeOptions protecting(String json) {
    return new LifeOptions(
        agent,
        handler,
        name,
        version,
        settings,
        newSettings,
        Optional.of(json),
        update,
        config,
        keep,
        patience);
  }

  /** The same for a multi-config handler. */
  public LifeOptions config(String settingsName) {
    return new LifeOptions(
        agent,
        handler,
        name,
        version,
        settings,
        newSettings,
        protectedSettings,
        update,
        Optional.of(settingsName),
        keep,
        patience);
  }
}
