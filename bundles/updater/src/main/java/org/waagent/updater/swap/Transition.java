// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.waagent.updater.store.SetBundle;
import org.waagent.updater.swap.Difference.Change;

/**
 * Makes the changes between two sets in the running framework. First all that comes is started,
 * providers before those that need them; then all that goes is stopped, the other way round, so
 * that nothing is bound anew more often than it must. Of core there is one at a time. Each step is
 * taken only where it is not taken yet, so whoever comes in halfway can go on or go back.
 */
final class Transition {
  private final Bundles bundles;
  private final Difference difference;

  Transition(Bundles bundles, Difference difference) {
    this.bundles = requireNonNull(bundles, "bundles");
    this.difference = requireNonNull(difference, "difference");
  }

  /** Looks at a bundle that was just started, before anything is stopped for it. */
  @FunctionalInterface
  interface Look {
    void at(Bundle started) throws SwapException;
  }

  /** Installs what is new and sees whether it fits. */
  void resolve() throws SwapException {
    bundles.resolve(difference.added());
  }

  /** The change of the updater, which it cannot make itself. */
  Optional<Change> ofUpdater() {
    return difference.changes().stream().filter(Change::isUpdater).findFirst();
  }

  /**
   * While this is open, what comes is bound to what comes. Core and the updater are found until
   * they have gone: plugins need a core to show what they are worth.
   */
  Preference preferNew() {
    return bundles.preference(tried(), hidden(Change::from));
  }

  /** The same for the way back. */
  Preference preferOld() {
    return bundles.preference(replaced(), hidden(Change::to));
  }

  private List<Bundle> hidden(Function<Change, Optional<SetBundle>> side) {
    return running(
        difference.changes().stream()
            .filter(change -> !change.isCore() && !change.isUpdater())
            .flatMap(change -> side.apply(change).stream())
            .toList());
  }

  /** Starts all that comes but the updater; core takes the place of the other one. */
  void start(Look look) throws SwapException, InterruptedException {
    for (Change change : difference.changes()) {
      if (change.isUpdater()) {
        continue;
      }
      if (change.isCore() && change.from().isPresent()) {
        bundles.stop(change.from().get());
      }
      if (change.to().isPresent()) {
        look.at(bundles.start(change.to().get()));
      }
    }
  }

  /** Stops all that goes. */
  void stop() throws SwapException, InterruptedException {
    for (Change change : reversed()) {
      if (change.from().isPresent()) {
        bundles.stop(change.from().get());
      }
    }
  }

  private List<Change> reversed() {
    List<Change> reversed = new ArrayList<>(difference.changes());
    Collections.reverse(reversed);
    return reversed;
  }

  /**
   * Starts what went and stops what came, all but the updater. What fails does not keep the rest
   * from being tried.
   *
   * @throws SwapException if anything failed: then only a new process is sure to be clean
   */
  void back() throws SwapException, InterruptedException {
    List<String> failures = new ArrayList<>();
    for (Change change : difference.changes()) {
      if (change.isUpdater()) {
        continue;
      }
      if (change.isCore() && change.to().isPresent()) {
        attempt(() -> bundles.stopSick(change.to().get()), failures);
      }
      if (change.from().isPresent()) {
        attempt(() -> bundles.start(change.from().get()), failures);
      }
    }
    for (Change change : reversed()) {
      if (!change.isUpdater() && change.to().isPresent()) {
        attempt(() -> bundles.stopSick(change.to().get()), failures);
      }
    }
    if (!failures.isEmpty()) {
      throw new SwapException(SwapException.Cure.RESTART, String.join("; ", failures));
    }
  }

  private interface Attempt {
    void run() throws SwapException, InterruptedException;
  }

  private static void attempt(Attempt attempt, List<String> failures) throws InterruptedException {
    try {
      attempt.run();
    } catch (SwapException e) {
      failures.add(e.getMessage());
    }
  }

  /** Takes what was replaced out of the framework. */
  void forgetOld() throws SwapException, InterruptedException {
    bundles.remove(difference.gone());
  }

  /** Takes what was tried out of the framework. */
  void forgetNew() throws SwapException, InterruptedException {
    bundles.remove(difference.added());
  }

  /** The bundles that are tried. */
  List<Bundle> tried() {
    return running(difference.added());
  }

  /** The bundles that are replaced. */
  List<Bundle> replaced() {
    return running(difference.gone());
  }

  private List<Bundle> running(List<SetBundle> wanted) {
    return wanted.stream().flatMap(bundle -> bundles.find(bundle).stream()).toList();
  }
}
