// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.waagent.extension.handler.CommandKind;

/**
 * A command that is about to be started, or was started and not yet taken account of.
 *
 * @param kind which command
 * @param version of the handler it belongs to
 * @param settings name of one of several settings; empty text for a single configuration
 * @param multiConfig whether the handler has several configurations
 * @param sequenceNumber number of the settings
 * @param pass what it was started for
 * @param line the command line, for messages
 * @param deadline when it is killed
 * @param limit the time it had at its start
 */
public record Step(
    CommandKind kind,
    String version,
    String settings,
    boolean multiConfig,
    int sequenceNumber,
    PassId pass,
    String line,
    Instant deadline,
    Duration limit) {
  public Step {
    requireNonNull(kind, "kind");
    requireNonNull(version, "version");
    requireNonNull(settings, "settings");
    requireNonNull(pass, "pass");
    requireNonNull(line, "line");
    requireNonNull(deadline, "deadline");
    requireNonNull(limit, "limit");
  }

  /** When it was begun. */
  public Instant began() {
    return deadline.minus(limit);
  }

  /** The same, counted for another pass. */
  Step in(PassId other) {
    return new Step(
        kind, version, settings, multiConfig, sequenceNumber, other, line, deadline, limit);
  }

  /** Whether both are the same command, whatever they are run for. */
  boolean isSameCommand(Step other) {
    return kind == other.kind
        && version.equals(other.version)
        && settings.equals(other.settings)
        && sequenceNumber == other.sequenceNumber;
  }
}
