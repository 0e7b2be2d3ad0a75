// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.waagent.extension.handler.Unit;

/**
 * The unit of a handler that is being worked on.
 *
 * @param settings name of one of several settings; empty text for a single configuration
 * @param sequenceNumber number of the settings
 * @param since when the work on it began
 */
public record Stage(String settings, int sequenceNumber, Instant since) {
  public Stage {
    requireNonNull(settings, "settings");
    requireNonNull(since, "since");
  }

  /** Whether both are of the same unit. */
  boolean isOf(Stage other) {
    return settings.equals(other.settings) && sequenceNumber == other.sequenceNumber;
  }

  /** The stage of a unit that begins. */
  public static Stage of(Unit unit, Instant since) {
    return new Stage(unit.settingsName(), unit.sequenceNumber(), since);
  }
}
