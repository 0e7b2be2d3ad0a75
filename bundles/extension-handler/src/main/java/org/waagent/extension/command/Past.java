// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.command;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A command that ended, for people who ask later.
 *
 * @param command which one, such as {@code install}
 * @param version of the handler it belonged to
 * @param settings name of one of several settings; empty text for a single configuration
 * @param sequenceNumber number of the settings
 * @param goalState what it was run for
 * @param began when it was begun
 * @param ended when its end was taken account of
 * @param exitCode what it ended with
 * @param code 0, or the platform's error code
 * @param message what went wrong; empty text for a success
 */
public record Past(
    String command,
    String version,
    String settings,
    int sequenceNumber,
    String goalState,
    Instant began,
    Instant ended,
    int exitCode,
    int code,
    String message) {
  /** So many are kept, and the last one of each command besides. */
  static final int MOST = 20;

  private static final int LONGEST = 500;

  public Past {
    requireNonNull(command, "command");
    requireNonNull(version, "version");
    requireNonNull(settings, "settings");
    requireNonNull(goalState, "goalState");
    requireNonNull(began, "began");
    requireNonNull(ended, "ended");
    message = message.length() <= LONGEST ? message : message.substring(0, LONGEST);
  }

  static Past of(Finished finished, Instant ended) {
    Step step = finished.step();
    return new Past(
        step.kind().word(),
        step.version(),
        step.settings(),
        step.sequenceNumber(),
        step.pass().goalState(),
        step.began(),
        ended,
        finished.exitCode(),
        finished.code(),
        finished.message());
  }

  /** The last ones, oldest first. */
  static List<Past> bounded(List<Past> all) {
    Set<String> seen = new HashSet<>();
    List<Past> kept = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      boolean lastOfItsKind = seen.add(all.get(i).command());
      if (lastOfItsKind || all.size() - i <= MOST) {
        kept.add(0, all.get(i));
      }
    }
    return kept;
  }
}
