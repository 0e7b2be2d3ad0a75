// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A command line that outlives the agent.
 *
 * @param line for {@code /bin/sh -c}; the one place where a shell stands between
 * @param environment added to the agent's own, and winning over it
 * @param directory working directory
 * @param record folder that gets {@code pid}, {@code exit}, {@code stdout} and {@code stderr}; made
 *     anew, an older record in it is removed
 * @param scope group of processes to run it in; never a reason for it not to run
 */
public record RecordedCommand(
    String line,
    Map<String, String> environment,
    Path directory,
    Path record,
    Optional<Scope> scope) {
  public RecordedCommand {
    requireNonNull(line, "line");
    environment = Map.copyOf(environment);
    requireNonNull(directory, "directory");
    requireNonNull(record, "record");
    requireNonNull(scope, "scope");
  }

  /** A command in no group of its own. */
  public RecordedCommand(
      String line, Map<String, String> environment, Path directory, Path record) {
    this(line, environment, directory, record, Optional.empty());
  }
}
