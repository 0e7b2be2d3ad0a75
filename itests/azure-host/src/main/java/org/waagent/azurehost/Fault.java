// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A way to misbehave. Without {@link #times(int)} and {@link #lasting(Duration)} it stays until it
 * is ended or cleared; with several of them, whichever ends first ends it.
 *
 * @param status of a {@link Kind#STATUS} fault, 0 otherwise
 * @param body of a {@link Kind#STATUS} fault
 * @param bytesPerSecond of a {@link Kind#SLOW} or {@link Kind#DRIP} fault, 0 otherwise
 * @param skip how many requests pass before the first one is hit
 * @param times how many requests are hit, 0 for no limit
 * @param span for how long from now, empty for no limit
 * @param atEnd what becomes of connections that hang in it when it ends
 */
public record Fault(
    Kind kind,
    int status,
    String body,
    Optional<Duration> retryAfter,
    int bytesPerSecond,
    int skip,
    int times,
    Optional<Duration> span,
    AtEnd atEnd) {

  /** What goes wrong. */
  public enum Kind {
    /** A status code instead of the answer. The request has no effect. */
    STATUS,
    /** TCP RST instead of an answer. The request has no effect. */
    RESET,
    /** The right answer, its head at once and then so many bytes a second. */
    SLOW,
    /** The right answer, so many bytes a second from the status line on. */
    DRIP,
    /** Half of the right answer's body, then the end of the connection. */
    TRUNCATED,
    /** The right answer in chunks, and then more of them without end. */
    ENDLESS,
    /** Status 200 and a body of random bytes. The request has no effect. */
    GARBAGE,
    /** Bytes that are no HTTP. The request has no effect. */
    NOT_HTTP,
    /** Nothing at all until the client leaves. The request has no effect unless released. */
    NO_ANSWER
  }

  /** What becomes of connections that hang in a fault that ends: kinds no answer, slow and drip. */
  public enum AtEnd {
    /** They hang on, as those of a server that died, until the client leaves. */
    LEFT,
    /** They are closed. */
    DROPPED,
    /** They get the right answer, or the rest of it. */
    RELEASED
  }

  public Fault {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(retryAfter, "retryAfter");
    Objects.requireNonNull(span, "span");
    Objects.requireNonNull(atEnd, "atEnd");
  }

  /** That status code instead of an answer. */
  public static Fault status(int status) {
    return of(Kind.STATUS, status, "fault " + status, 0);
  }

  public static Fault reset() {
    return of(Kind.RESET, 0, "", 0);
  }

  public static Fault slow(int bytesPerSecond) {
    return of(Kind.SLOW, 0, "", bytesPerSecond);
  }

  public static Fault drip(int bytesPerSecond) {
    return of(Kind.DRIP, 0, "", bytesPerSecond);
  }

  public static Fault truncated() {
    return of(Kind.TRUNCATED, 0, "", 0);
  }

  public static Fault endless() {
    return of(Kind.ENDLESS, 0, "", 0);
  }

  public static Fault garbage() {
    return of(Kind.GARBAGE, 0, "", 0);
  }

  public static Fault notHttp() {
    return of(Kind.NOT_HTTP, 0, "", 0);
  }

  public static Fault noAnswer() {
    return of(Kind.NO_ANSWER, 0, "", 0);
  }

  private static Fault of(Kind kind, int status, String body, int bytesPerSecond) {
    return new Fault(
        kind, status, body, Optional.empty(), bytesPerSecond, 0, 0, Optional.empty(), AtEnd.LEFT);
  }

  /** The same with that text as body of the status answer. */
  public Fault body(String text) {
    return new Fault(kind, status, text, retryAfter, bytesPerSecond, skip, times, span, atEnd);
  }

  /** The same with a Retry-After header, in whole seconds. */
  public Fault retryAfter(Duration delay) {
    return new Fault(
        kind, status, body, Optional.of(delay), bytesPerSecond, skip, times, span, atEnd);
  }

  /** The same, but the first {@code count} requests pass unharmed. */
  public Fault afterFirst(int count) {
    return new Fault(kind, status, body, retryAfter, bytesPerSecond, count, times, span, atEnd);
  }

  /** The same for that many requests only. */
  public Fault times(int count) {
    return new Fault(kind, status, body, retryAfter, bytesPerSecond, skip, count, span, atEnd);
  }

  /** The same for that time only, counted from when the fault is given to the host. */
  public Fault lasting(Duration time) {
    return new Fault(
        kind, status, body, retryAfter, bytesPerSecond, skip, times, Optional.of(time), atEnd);
  }

  /** The same, but connections that hang in it are closed when it ends. */
  public Fault dropped() {
    return atEnd(AtEnd.DROPPED);
  }

  /** The same, but connections that hang in it get the right answer when it ends. */
  public Fault released() {
    return atEnd(AtEnd.RELEASED);
  }

  public Fault atEnd(AtEnd fate) {
    return new Fault(kind, status, body, retryAfter, bytesPerSecond, skip, times, span, fate);
  }
}
