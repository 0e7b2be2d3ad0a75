// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import static java.util.Objects.requireNonNull;

/**
 * What Azure hears of an update of the agent that its release manager asked for: {@code
 * guestAgentStatus.updateStatus} of the status.
 *
 * @param expectedVersion the version that runs; the platform compares it with the one it asked for
 * @param state how it went
 * @param code 0, or the number of an error
 * @param message for people; empty text where all is well
 */
public record UpdateStatus(String expectedVersion, State state, int code, String message) {
  public UpdateStatus {
    requireNonNull(expectedVersion, "expectedVersion");
    requireNonNull(state, "state");
    requireNonNull(message, "message");
  }

  /** The version asked for runs, or nothing is asked for. */
  public static UpdateStatus success(String version) {
    return new UpdateStatus(version, State.SUCCESS, 0, "");
  }

  /** The version asked for does not run; the message says why. */
  public static UpdateStatus error(String version, String message) {
    return new UpdateStatus(version, State.ERROR, 1, message);
  }

  /** States of an update. */
  public enum State {
    /** Told as {@code Success}. */
    SUCCESS,
    /** Told as {@code Error}. */
    ERROR
  }
}
