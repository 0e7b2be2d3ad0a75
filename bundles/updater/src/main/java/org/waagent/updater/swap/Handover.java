// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/**
 * Passes an update from one version of the updater to another, so that exactly one acts at any
 * time. Both know Java's types only: the giving one offers a {@link Runnable}, and whoever runs it
 * without an exception has the update.
 */
final class Handover {
  private static final String UPDATE = "org.waagent.updater.handover";

  private final BundleContext own;

  Handover(BundleContext own) {
    this.own = requireNonNull(own, "own");
  }

  private enum Hand {
    OFFERED,
    TAKEN,
    WITHDRAWN
  }

  /** Has the other one begin. */
  @FunctionalInterface
  interface Begin {
    void run() throws SwapException, InterruptedException;
  }

  /**
   * Offers an update.
   *
   * @param update its id
   * @param begin starts the bundle that is to take it
   * @throws SwapException if nobody took it; then it is still the caller's
   */
  void give(String update, Begin begin, Duration patience)
      throws SwapException, InterruptedException {
    AtomicReference<Hand> hand = new AtomicReference<>(Hand.OFFERED);
    CountDownLatch taken = new CountDownLatch(1);
    Runnable take =
        () -> {
          if (!hand.compareAndSet(Hand.OFFERED, Hand.TAKEN)) {
            throw new IllegalStateException("the update is no longer on offer");
          }
          taken.countDown();
        };
    ServiceRegistration<Runnable> offer =
        own.registerService(
            Runnable.class, take, FrameworkUtil.asDictionary(Map.of(UPDATE, update)));
    try {
      begin.run();
      taken.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (SwapException e) {
      if (hand.compareAndSet(Hand.OFFERED, Hand.WITHDRAWN)) {
        throw e;
      }
    } finally {
      withdraw(offer);
    }
    if (hand.compareAndSet(Hand.OFFERED, Hand.WITHDRAWN)) {
      throw new SwapException(
          SwapException.Cure.GO_BACK, "the new updater did not take the update over");
    }
  }

  private static void withdraw(ServiceRegistration<Runnable> offer) {
    try {
      offer.unregister();
    } catch (IllegalStateException e) {
      // The one that took the update has stopped this bundle already.
      return;
    }
  }

  /** Takes an update, if another bundle offers it: from then on it is the caller's. */
  boolean take(String update) {
    Services services = new Services(own);
    for (ServiceReference<Runnable> offer :
        services.references(Runnable.class, "(" + UPDATE + "=" + update + ")")) {
      if (!own.getBundle().equals(offer.getBundle())
          && services.ask(offer, Handover::isTaken).orElse(false)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTaken(Runnable offer) {
    try {
      offer.run();
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
