// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.waagent.os.Clock;
import org.waagent.os.Files;
import org.waagent.plugin.Outcome;

/** Waits for certificates: they come with the goal state, which may come after the medium. */
public final class CertificateWait {
  static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Files files;
  private final Clock clock;
  private Duration since;

  public CertificateWait(Files files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  /** Nothing if the file is there; else what to do about it. */
  synchronized Optional<Outcome> forFile(Path file, int code) {
    if (files.exists(file)) {
      return Optional.empty();
    }
    if (since == null) {
      since = clock.sinceStart();
    }
    String why = file.getFileName() + " did not come with the goal state";
    if (clock.sinceStart().minus(since).compareTo(LIMIT) > 0) {
      return Optional.of(new Outcome.Failed(code, "Failed to provision: " + why));
    }
    return Optional.of(new Outcome.RetryLater(why + " yet", clock.instant().plus(AGAIN)));
  }
}
