// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/**
 * Passes an update from one version of the updater to another, so that exactly one acts at any
 * time. Both know Java's types only: the giving one offers a {@link Runnable}, and whoever runs it
 * without an exception has the update. If it is a {@link Supplier} too, that one is asked then.
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
   * @param seen what was seen to be wrong by now, empty text if nothing; asked once it is taken
   * @param begin starts the bundle that is to take it
   * @throws SwapException if nobody took it; then it is still the caller's
   */
  void give(String update, Supplier<String> seen, Begin begin, Duration patience)
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
            Runnable.class,
            new Offer(take, seen),
            FrameworkUtil.asDictionary(Map.of(UPDATE, update)));
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

  private record Offer(Runnable take, Supplier<String> seen) implements Runnable, Supplier<String> {
    @Override
    public void run() {
      take.run();
    }

    @Override
    public String get() {
      return seen.get();
    }
  }

  /**
   * Takes an update, if another bundle offers it: from then on it is the caller's.
   *
   * @return what the other one saw to be wrong, empty text if nothing; nothing at all if it was not
   *     to be had
   */
  Optional<String> take(String update) {
    Services services = new Services(own);
    for (ServiceReference<Runnable> offer :
        services.references(Runnable.class, "(" + UPDATE + "=" + update + ")")) {
      Optional<String> taken =
          own.getBundle().equals(offer.getBundle())
              ? Optional.empty()
              : services.ask(offer, Handover::taken);
      if (taken.isPresent()) {
        return taken;
      }
    }
    return Optional.empty();
  }

  private static String taken(Runnable offer) {
    try {
      offer.run();
    } catch (IllegalStateException e) {
      return null;
    }
    return offer instanceof Supplier<?> seen ? String.valueOf(seen.get()) : "";
  }
}
