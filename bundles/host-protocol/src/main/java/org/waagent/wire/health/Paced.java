// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.health;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.waagent.host.HostException;
import org.waagent.wire.http.StatusCode;

/** A service of the host plugin that is used all the time and observed at most once a minute. */
final class Paced {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Duration PACE = Duration.ofMinutes(1);

  private final String name;
  private final Supplier<Duration> now;
  private final ErrorWindow window;
  private Optional<Duration> next = Optional.empty();

  Paced(String name, Supplier<Duration> now) {
    this.name = name;
    this.now = now;
    this.window = new ErrorWindow(WINDOW, now);
  }

  /** It answered, and well. */
  Optional<Observation> worked(String description) {
    window.worked();
    return observation(description, "");
  }

  /** Only an answer tells anything of the service; without one nothing is observed. */
  Optional<Observation> failed(String description, HostException e) {
    OptionalInt status = StatusCode.of(e);
    if (status.isEmpty()) {
      return Optional.empty();
    }
    if (isFault(status.getAsInt())) {
      window.failed();
    } else {
      window.worked();
    }
    return observation(description, e.getMessage());
  }

  /** The host plugin answers 502 when what lies behind it fails, and 4xx when we do. */
  static boolean isFault(int status) {
    return status >= 500 && status != 502;
  }

  private synchronized Optional<Observation> observation(String description, String value) {
    Duration at = now.get();
    if (next.isPresent() && at.compareTo(next.get()) < 0) {
      return Optional.empty();
    }
    next = Optional.of(at.plus(PACE));
    return Optional.of(new Observation(name, !window.isDown(), description, value));
  }
}
