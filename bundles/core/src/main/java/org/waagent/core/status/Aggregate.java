// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.waagent.plugin.GoalStateStatus;
import org.waagent.plugin.Status;
import org.waagent.plugin.UpdateStatus;

/**
 * Everything one report to Azure says, but the time it is made at. Equal values say the same.
 *
 * @param version of the agent
 * @param message about the agent itself
 * @param update what came of an update the platform asked for; empty where it does not choose
 * @param statuses entries of handlers, in the order to report them
 * @param goalState what came of the goal state; empty until one was processed
 * @param computerName host name
 * @param osName name of the distribution, in lower case
 * @param osVersion its version
 * @param features what the agent supports
 */
public record Aggregate(
    String version,
    String message,
    Optional<UpdateStatus> update,
    List<Status> statuses,
    Optional<GoalStateStatus> goalState,
    String computerName,
    String osName,
    String osVersion,
    List<Feature> features) {
  public Aggregate {
    requireNonNull(version, "version");
    requireNonNull(message, "message");
    requireNonNull(update, "update");
    statuses = List.copyOf(statuses);
    requireNonNull(goalState, "goalState");
    requireNonNull(computerName, "computerName");
    requireNonNull(osName, "osName");
    requireNonNull(osVersion, "osVersion");
    features = List.copyOf(features);
  }

  /**
   * A feature Azure may require.
   *
   * @param key its name
   * @param value its version
   */
  public record Feature(String key, String value) {
    /** Reads {@code Name=version}; without a version it is {@code 1.0}. */
    static Feature of(String text) {
      int sign = text.indexOf('=');
      return sign < 0
          ? new Feature(text, "1.0")
          : new Feature(text.substring(0, sign), text.substring(sign + 1));
    }
  }
}
