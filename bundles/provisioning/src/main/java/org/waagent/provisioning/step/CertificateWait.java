// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.waagent.os.Clock;
import org.waagent.os.Files;
import org.waagent.plugin.Outcome;

/** Waits for certificates: they come with the goal state, which may come after the medium. */
public final class CertificateWait {
  static final Duration LIMIT = Duration.ofMinutes(5);
  private static final BackOff AGAIN = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private final Files files;
  private final Clock clock;
  private final Map<Path, Waiting> waits = new HashMap<>();

  private record Waiting(Duration since, int looks) {}

  public CertificateWait(Files files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  /** Nothing if the file is there; else what to do about it. */
  synchronized Optional<Outcome> forFile(Path file, int code) {
    if (files.exists(file)) {
      waits.remove(file);
      return Optional.empty();
    }
    Waiting before = waits.getOrDefault(file, new Waiting(clock.sinceStart(), 0));
    Waiting now = new Waiting(before.since(), before.looks() + 1);
    waits.put(file, now);
    String why = file.getFileName() + " did not come with the goal state";
    if (clock.sinceStart().minus(now.since()).compareTo(LIMIT) > 0) {
      return Optional.of(new Outcome.Failed(code, "Failed to provision: " + why));
    }
    Instant again = clock.instant().plus(AGAIN.after(now.looks()));
    return Optional.of(new Outcome.RetryLater(why + " yet", again));
  }
}
