// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Servers that asked to be left alone for a while, by kind of call. The next call comes from a loop
 * that knows nothing of the one before, so it is kept here.
 */
final class LeftAlone {
  private static final int MOST = 64;

  private final Supplier<Duration> now;
  private final Map<Who, Duration> until = new HashMap<>();

  LeftAlone(Supplier<Duration> now) {
    this.now = now;
  }

  private record Who(CallClass kind, String server) {}

  synchronized void ask(CallClass kind, Request request, Duration time) {
    Duration end = now.get().plus(time);
    until.values().removeIf(t -> t.compareTo(now.get()) <= 0);
    if (until.size() < MOST) {
      until.put(new Who(kind, request.server()), end);
    }
  }

  /** How long still; empty if it may be called. */
  synchronized Optional<Duration> left(CallClass kind, Request request) {
    if (until.isEmpty()) {
      return Optional.empty();
    }
    Duration end = until.get(new Who(kind, request.server()));
    return Optional.ofNullable(end)
        .map(t -> t.minus(now.get()))
        .filter(left -> !left.isNegative() && !left.isZero());
  }
}
