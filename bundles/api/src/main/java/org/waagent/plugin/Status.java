// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One entry of the aggregate status: a handler, with one of its extensions where it has any.
 *
 * @param name publisher and type
 * @param version of the handler
 * @param state {@code Ready}, {@code NotReady}, {@code Installing} or {@code Unresponsive}
 * @param code 0, or the number of an error
 * @param message for people; empty leaves it out
 * @param extension status of its settings; empty for a handler without
 */
public record Status(
    String name,
    String version,
    String state,
    int code,
    Optional<String> message,
    Optional<ExtensionStatus> extension) {
  /** State of a handler that works. */
  public static final String READY = "Ready";

  /** State of a handler that does not work, or not yet. */
  public static final String NOT_READY = "NotReady";

  public Status {
    requireNonNull(name, "name");
    requireNonNull(version, "version");
    requireNonNull(state, "state");
    requireNonNull(message, "message");
    requireNonNull(extension, "extension");
  }
}
