// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import java.time.Duration;

/**
 * How long and how often each kind of call is tried. Where the caller has a second way or asks
 * again by itself, few attempts are better than many: the second way is tried sooner. Where the
 * deadline is no longer than an attempt, a quick failure is tried again and a hanging call is not.
 */
public enum CallClass {
  /** Which protocol versions the wire server speaks. */
  VERSIONS(2, 5, 5, Size.SMALL),
  /** The goal state and its parts. */
  GOAL_STATE(3, 5, 5, Size.DOCUMENT),
  /** The certificates, once per cipher. */
  CERTIFICATES(3, 5, 5, Size.DOCUMENT),
  /** The health report. */
  HEALTH(30, 5, 300, Size.SMALL),
  /** The properties of the role. */
  ROLE_PROPERTIES(6, 5, 75, Size.SMALL),
  /** Telemetry. */
  TELEMETRY(3, 5, 45, Size.SMALL),
  /** Versions of the host plugin. */
  PLUGIN_VERSIONS(1, 5, 5, Size.SMALL),
  /** Fast track goal states. */
  VM_SETTINGS(1, 5, 5, Size.DOCUMENT),
  /** Manifests and other texts from a blob, straight. */
  BLOB_TEXT(2, 5, 5, Size.DOCUMENT),
  /** The same through the host plugin, whose cache answers 400 now and then. */
  PLUGIN_TEXT(3, 5, 5, Size.DOCUMENT),
  /** Packages, either way; the caller says until when. */
  PACKAGE(2, 300, 300, Size.PACKAGE),
  /** The status through the host plugin. */
  PLUGIN_STATUS(2, 5, 5, Size.SMALL),
  /** The status straight to its blob. */
  BLOB_STATUS(2, 5, 5, Size.SMALL),
  /** Collected logs. */
  LOGS(1, 120, 120, Size.SMALL),
  /** How the host plugin is. */
  PLUGIN_HEALTH(1, 5, 5, Size.SMALL),
  /** Instance metadata. */
  METADATA(3, 5, 15, Size.DOCUMENT),
  /** How the services of the host look from here. */
  OBSERVATIONS(2, 5, 12, Size.SMALL),
  /** A question of {@code waagent doctor}. */
  CHECK(1, 4, 4, Size.SMALL);

  private final int attempts;
  private final Duration attempt;
  private final Duration deadline;
  private final int mostBytes;

  CallClass(int attempts, int attemptSeconds, int deadlineSeconds, int mostBytes) {
    this.attempts = attempts;
    this.attempt = Duration.ofSeconds(attemptSeconds);
    this.deadline = Duration.ofSeconds(deadlineSeconds);
    this.mostBytes = mostBytes;
  }

  /** How often at most. */
  int attempts() {
    return attempts;
  }

  /** How long one attempt may take, body included. */
  Duration attempt() {
    return attempt;
  }

  /** How long all attempts and the pauses between them may take. */
  Duration deadline() {
    return deadline;
  }

  /** How many bytes an answer may have. */
  int mostBytes() {
    return mostBytes;
  }

  /** How long the other side may be silent, where that is less than an attempt. */
  Duration silence(Route route) {
    if (this != PACKAGE) {
      return attempt;
    }
    // Where a package does not come straight there is another way; there is none after that.
    return Duration.ofSeconds(route == Route.INTERNET ? 6 : 10);
  }

  /** The longest pause between two attempts, unless the server asks for a longer one. */
  Duration longestPause() {
    return Duration.ofSeconds(
        switch (this) {
          case HEALTH, TELEMETRY, ROLE_PROPERTIES -> 10;
          default -> 1;
        });
  }

  /** Whether a status means: try again. */
  boolean isRetryable(int status) {
    if (this == VM_SETTINGS) {
      // Each status has a meaning to the caller, who asks again soon.
      return false;
    }
    return switch (status) {
      case 205, 206, 403, 429, 500, 501, 502, 503, 504, 507 -> true;
      case 400 -> this == PLUGIN_TEXT;
      default -> false;
    };
  }

  /** The shortest pause after an answer that says the server has too much to do. */
  Duration throttled() {
    return Duration.ofSeconds(this == TELEMETRY ? 8 : 1);
  }

  private static final class Size {
    static final int SMALL = 64 * 1024;
    static final int DOCUMENT = 4 * 1024 * 1024;
    static final int PACKAGE = 1024 * 1024 * 1024;
  }
}
