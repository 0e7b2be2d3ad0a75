// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What an extension says of itself in its status file, or what the agent says in its place.
 *
 * @param name as the status file has it, or the extension's name
 * @param multiConfigName name of the settings where the handler has several configurations
 * @param sequenceNumber number of the settings
 * @param state {@code transitioning}, {@code warning}, {@code error} or {@code success}; empty
 *     where the file gave none
 * @param code number as the extension gave it; JSON text, so that a number in quotes stays so
 * @param operation as the extension gave it
 * @param configurationAppliedTime as the extension gave it
 * @param message for people
 * @param substatuses its parts
 */
public record ExtensionStatus(
    String name,
    Optional<String> multiConfigName,
    int sequenceNumber,
    Optional<String> state,
    String code,
    Optional<String> operation,
    Optional<String> configurationAppliedTime,
    Optional<String> message,
    List<Substatus> substatuses) {
  public ExtensionStatus {
    requireNonNull(name, "name");
    requireNonNull(multiConfigName, "multiConfigName");
    requireNonNull(state, "state");
    requireNonNull(code, "code");
    requireNonNull(operation, "operation");
    requireNonNull(configurationAppliedTime, "configurationAppliedTime");
    requireNonNull(message, "message");
    substatuses = List.copyOf(substatuses);
  }

  /**
   * One part of a status.
   *
   * @param name of the part
   * @param state one of the four states
   * @param code as JSON text
   * @param message for people
   */
  public record Substatus(
      Optional<String> name, String state, String code, Optional<String> message) {
    public Substatus {
      requireNonNull(name, "name");
      requireNonNull(state, "state");
      requireNonNull(code, "code");
      requireNonNull(message, "message");
    }
  }
}
