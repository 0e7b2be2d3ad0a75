// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.cloudinit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.waagent.os.Clock;
import org.waagent.os.Files;
import org.waagent.plugin.Outcome;

/**
 * Waits for files that cloud-init writes. They are watched, not polled; the time it may take is one
 * for all of them.
 */
final class Wait {
  private final Files files;
  private final Clock clock;
  private final Duration limit;
  private final Duration begun;
  private final Runnable changed;
  private Optional<Path> watched = Optional.empty();
  private Optional<Closeable> watch = Optional.empty();

  /**
   * @param limit how long it may take from now on
   * @param changed runs when something may be there that was not
   */
  Wait(Files files, Clock clock, Duration limit, Runnable changed) {
    this.files = files;
    this.clock = clock;
    this.limit = limit;
    this.begun = clock.sinceStart();
    this.changed = changed;
  }

  /**
   * One of the files that is there. They are watched from now on, found or not: one that is there
   * may be of no use yet.
   *
   * @param any files in one folder
   */
  synchronized Optional<Path> find(List<Path> any) throws IOException {
    watch(any.size() == 1 ? any.get(0) : any.get(0).getParent());
    return any.stream().filter(files::exists).findFirst();
  }

  /**
   * What a wait that goes on comes to.
   *
   * @param what is waited for
   * @param code of the outcome once the time is over
   */
  Outcome goesOn(String what, int code) {
    Duration left = limit.minus(clock.sinceStart().minus(begun));
    return left.isNegative() || left.isZero()
        ? new Outcome.Failed(code, what + ": nothing came within " + limit.toMinutes() + " minutes")
        : new Outcome.Running("waiting for " + what, clock.instant().plus(left));
  }

  private void watch(Path place) throws IOException {
    if (watched.equals(Optional.of(place))) {
      return;
    }
    end();
    watch = Optional.of(files.watch(place, changed));
    watched = Optional.of(place);
  }

  /** Watches nothing any more. */
  synchronized void end() throws IOException {
    if (watch.isPresent()) {
      watch.get().close();
    }
    watch = Optional.empty();
    watched = Optional.empty();
  }
}
