// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Watches new bundles until they are well and stay so for a quarter of the time, or until something
 * is bad, or the time is over.
 */
final class Watch {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int QUIET_PART = 4;

  private final Supplier<Collection<Bundle>> tried;
  private final Services services;
  private final FrameworkWiring framework;
  private final Object bell = new Object();
  private boolean rung;

  Watch(Supplier<Collection<Bundle>> tried, Services services, FrameworkWiring framework) {
    this.tried = requireNonNull(tried, "tried");
    this.services = requireNonNull(services, "services");
    this.framework = requireNonNull(framework, "framework");
  }

  /** Uncaught exceptions are heard from the swap on, not only from the first look. */
  ErrorSign errors() {
    return ErrorSign.open(tried, this::ring);
  }

  private void ring() {
    synchronized (bell) {
      rung = true;
      bell.notifyAll();
    }
  }

  /**
   * Returns once all is well.
   *
   * @throws SwapException with the first thing that is bad, or that is not well in time
   */
  void run(Baseline baseline, ErrorSign errors, Duration most)
      throws SwapException, InterruptedException {
    List<Sign> signs =
        List.of(
            errors,
            FrameworkSign.of(framework),
            PatientSign.of(new ComponentSign(tried, services, baseline)),
            new ThreadSign(tried, baseline),
            PatientSign.of(new ProgressSign(tried, services, baseline)),
            new CheckSign(tried, services, baseline));
    long begin = System.nanoTime();
    long quietSince = begin;
    while (true) {
      List<Sign.Reading.Waiting> waiting = look(signs);
      long now = System.nanoTime();
      quietSince = waiting.isEmpty() ? quietSince : now;
      boolean over = now - begin >= most.toNanos();
      if (over && !waiting.isEmpty()) {
        throw tooLate(waiting);
      }
      if (over || now - quietSince >= most.toNanos() / QUIET_PART) {
        return;
      }
      pause(Math.min(LOOK.toNanos(), most.toNanos() / QUIET_PART));
    }
  }

  private static List<Sign.Reading.Waiting> look(List<Sign> signs) throws SwapException {
    List<Sign.Reading.Waiting> waiting = new ArrayList<>();
    for (Sign sign : signs) {
      Sign.Reading reading = sign.read();
      if (reading instanceof Sign.Reading.Bad bad) {
        throw new SwapException(SwapException.Cure.GO_BACK, bad.why());
      }
      if (reading instanceof Sign.Reading.Waiting wait) {
        waiting.add(wait);
      }
    }
    return waiting;
  }

  private static SwapException tooLate(List<Sign.Reading.Waiting> waiting) {
    boolean stuck = waiting.stream().anyMatch(one -> one.cure() == SwapException.Cure.RESTART);
    return new SwapException(
        stuck ? SwapException.Cure.RESTART : SwapException.Cure.GO_BACK,
        String.join("; ", waiting.stream().map(Sign.Reading.Waiting::why).toList()));
  }

  private void pause(long nanos) throws InterruptedException {
    synchronized (bell) {
      long end = System.nanoTime() + nanos;
      for (long left = nanos; left > 0 && !rung; left = end - System.nanoTime()) {
        bell.wait(left / 1_000_000, (int) (left % 1_000_000));
      }
      rung = false;
    }
  }
}
