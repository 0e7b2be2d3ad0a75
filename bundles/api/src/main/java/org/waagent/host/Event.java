// SPDX-License-Identifier: Apache-2.0
package org.waagent.host;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * Something worth telling the platform's telemetry.
 *
 * @param name of whom it tells: the agent or a handler
 * @param version of the same
 * @param operation one of the platform's words, for example {@code Install}
 * @param success whether it went well
 * @param message for people; secrets are cut out on the way
 * @param duration how long it took; empty where nothing was measured
 */
public record Event(
    String name,
    String version,
    String operation,
    boolean success,
    String message,
    Optional<Duration> duration) {
  public Event {
    requireNonNull(name, "name");
    requireNonNull(version, "version");
    requireNonNull(operation, "operation");
    requireNonNull(message, "message");
    requireNonNull(duration, "duration");
  }
}
