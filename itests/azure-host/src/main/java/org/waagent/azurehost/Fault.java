// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A way to misbehave. Without {@link #times(int)} and {@link #lasting(Duration)} it stays until it
 * is cleared; with both, whichever ends first ends it.
 *
 * @param status of a {@link Kind#STATUS} fault, 0 otherwise
 * @param body of a {@link Kind#STATUS} fault
 * @param bytesPerSecond of a {@link Kind#SLOW} fault, 0 otherwise
 * @param skip how many requests pass before the first one is hit
 * @param times how many requests are hit, 0 for no limit
 * @param span for how long from now, empty for no limit
 */
public record Fault(
    Kind kind,
    int status,
    String body,
    Optional<Duration> retryAfter,
    int bytesPerSecond,
    int skip,
    int times,
    Optional<Duration> span) {

  /** What goes wrong. */
  public enum Kind {
    /** A status code instead of the answer. The request has no effect. */
    STATUS,
    /** TCP RST instead of an answer. The request has no effect. */
    RESET,
    /** The right answer, so many bytes a second. */
    SLOW,
    /** Half of the right answer's body, then the end of the connection. */
    TRUNCATED,
    /** Status 200 and a body of random bytes. The request has no effect. */
    GARBAGE,
    /** Bytes that are no HTTP. The request has no effect. */
    NOT_HTTP,
    /** Nothing at all until the client leaves. The request has no effect. */
    NO_ANSWER
  }

  public Fault {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(retryAfter, "retryAfter");
    Objects.requireNonNull(span, "span");
  }

  /** That status code instead of an answer. */
  public static Fault status(int status) {
    return new Fault(
        Kind.STATUS, status, "fault " + status, Optional.empty(), 0, 0, 0, Optional.empty());
  }

  public static Fault reset() {
    return of(Kind.RESET);
  }

  public static Fault slow(int bytesPerSecond) {
    return new Fault(Kind.SLOW, 0, "", Optional.empty(), bytesPerSecond, 0, 0, Optional.empty());
  }

  public static Fault truncated() {
    return of(Kind.TRUNCATED);
  }

  public static Fault garbage() {
    return of(Kind.GARBAGE);
  }

  public static Fault notHttp() {
    return of(Kind.NOT_HTTP);
  }

  public static Fault noAnswer() {
    return of(Kind.NO_ANSWER);
  }

  private static Fault of(Kind kind) {
    return new Fault(kind, 0, "", Optional.empty(), 0, 0, 0, Optional.empty());
  }

  /** The same with that text as body of the status answer. */
  public Fault body(String text) {
    return new Fault(kind, status, text, retryAfter, bytesPerSecond, skip, times, span);
  }

  /** The same with a Retry-After header, in whole seconds. */
  public Fault retryAfter(Duration delay) {
    return new Fault(kind, status, body, Optional.of(delay), bytesPerSecond, skip, times, span);
  }

  /** The same, but the first {@code count} requests pass unharmed. */
  public Fault afterFirst(int count) {
    return new Fault(kind, status, body, retryAfter, bytesPerSecond, count, times, span);
  }

  /** The same for that many requests only. */
  public Fault times(int count) {
    return new Fault(kind, status, body, retryAfter, bytesPerSecond, skip, count, span);
  }

  /** The same for that time only, counted from when the fault is given to the host. */
  public Fault lasting(Duration time) {
    return new Fault(
        kind, status, body, retryAfter, bytesPerSecond, skip, times, Optional.of(time));
  }
}
