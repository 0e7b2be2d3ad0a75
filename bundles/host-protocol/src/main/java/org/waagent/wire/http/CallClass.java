// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import java.time.Duration;

/**
 * How long and how often each kind of call is tried. Where the caller has a second way or asks
 * again by itself, few attempts are better than many: the second way is tried sooner.
 */
public enum CallClass {
  /** Which protocol versions the wire server speaks. */
  VERSIONS(3, 10, 40, Size.SMALL),
  /** The goal state and its parts. */
  GOAL_STATE(6, 10, 75, Size.DOCUMENT),
  /** The certificates, once per cipher. */
  CERTIFICATES(3, 10, 30, Size.DOCUMENT),
  /** The health report. */
  HEALTH(30, 10, 300, Size.SMALL),
  /** The properties of the role. */
  ROLE_PROPERTIES(6, 10, 75, Size.SMALL),
  /** Telemetry. */
  TELEMETRY(3, 10, 45, Size.SMALL),
  /** Versions of the host plugin. */
  PLUGIN_VERSIONS(1, 10, 10, Size.SMALL),
  /** Fast track goal states. */
  VM_SETTINGS(1, 10, 10, Size.DOCUMENT),
  /** Manifests and other texts from a blob, straight. */
  BLOB_TEXT(2, 10, 30, Size.DOCUMENT),
  /** The same through the host plugin, whose cache answers 400 now and then. */
  PLUGIN_TEXT(2, 10, 30, Size.DOCUMENT),
  /** Packages, either way. */
  PACKAGE(2, 300, 300, Size.UNLIMITED),
  /** The status through the host plugin. */
  PLUGIN_STATUS(2, 10, 25, Size.SMALL),
  /** The status straight to its blob. */
  BLOB_STATUS(3, 10, 40, Size.SMALL),
  /** Collected logs. */
  LOGS(1, 120, 120, Size.SMALL),
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

  /** Whether a status means: try again. */
  boolean isRetryable(int status) {
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
    static final int UNLIMITED = Integer.MAX_VALUE;
  }
}
