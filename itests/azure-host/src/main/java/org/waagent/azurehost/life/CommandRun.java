// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A command that the agent ran.
 *
 * @param name {@code install}, {@code enable} and so on
 * @param version of the package whose command it was
 * @param sequence the number it was given, empty text if none
 * @param config name of the settings, empty text if none
 * @param code empty while it runs, and if it was killed
 */
record CommandRun(
    String name,
    String version,
    String sequence,
    String config,
    Instant begin,
    Optional<Instant> end,
    OptionalInt code) {
  boolean hasEnded() {
    return end.isPresent();
  }

  boolean hasFailed() {
    return code.isPresent() && code.getAsInt() != 0;
  }

  Optional<Duration> took() {
    return end.map(at -> Duration.between(begin, at));
  }

  /** Its name and what it was for. */
  String title() {
    String of = config.isEmpty() ? "" : config + " ";
    return name + " " + version + " " + of + "#" + sequence;
  }
}
