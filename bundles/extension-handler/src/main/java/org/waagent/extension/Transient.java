// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.waagent.extension.command.NotLaunched;
import org.waagent.host.HostException;

/**
 * Failures that may pass, and how often each is tried again within a goal state. What is not listed
 * is final at once: a refusal (404), a host that does not offer it, a full disk, a version nobody
 * publishes, a bad manifest of a handler.
 */
enum Transient {
  /** Nobody answers, who answers is busy, or the host asks for newer ids. */
  NETWORK(List.of(10, 30, 90, 90)),
  /**
   * What came is no manifest or no package. All addresses and both ways to them were tried already,
   * so once more is enough.
   */
  CONTENT(List.of(10)),
  /** The machine gives no process or memory now, or the program is being written. */
  LAUNCH(List.of(5, 15));

  /** From the first try; a later one does not begin after it. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final List<Integer> pauses;

  Transient(List<Integer> pauses) {
    this.pauses = pauses;
  }

  /** What a failure is; empty if it is final. */
  static Optional<Transient> of(Throwable failure) {
    if (failure instanceof NotLaunched) {
      return Optional.of(LAUNCH);
    }
    return failure.getCause() instanceof HostException host ? of(host.kind()) : Optional.empty();
  }

  private static Optional<Transient> of(HostException.Kind kind) {
    return switch (kind) {
      case UNREACHABLE, BUSY, GONE -> Optional.of(NETWORK);
      case MALFORMED -> Optional.of(CONTENT);
      case REFUSED, UNSUPPORTED, LOCAL -> Optional.empty();
    };
  }

  /** Tries in all. */
  int tries() {
    return pauses.size() + 1;
  }

  /**
   * How long to wait before the next try, about; machines that failed together come back apart.
   *
   * @param made tries so far
   * @param passed time since the first one began
   * @return empty if it is not tried again
   */
  Optional<Duration> pause(int made, Duration passed) {
    if (made > pauses.size()) {
      return Optional.empty();
    }
    long millis = pauses.get(made - 1) * 1000L;
    long jitter = millis / 5;
    Duration pause =
        Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(-jitter, jitter + 1));
    return passed.plus(pause).compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(pause);
  }
}
