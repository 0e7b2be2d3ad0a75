// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.waagent.updater.store.SetBundle;

/**
 * Makes the changes between two sets in the running framework, all but that of the updater. Every
 * change is made only where it is not made yet, so whoever comes in halfway can go on or go back.
 */
final class Transition {
  private final Bundles bundles;
  private final Difference difference;

  Transition(Bundles bundles, Difference difference) {
    this.bundles = requireNonNull(bundles, "bundles");
    this.difference = requireNonNull(difference, "difference");
  }

  /** Looks at a bundle that was just started, before the one it replaces is stopped. */
  @FunctionalInterface
  interface Look {
    void at(Bundle started) throws SwapException;
  }

  /** Installs what is new and sees whether it fits. */
  void resolve() throws SwapException {
    bundles.resolve(difference.added());
  }

  /** The change of the updater, which it cannot make itself. */
  Optional<Difference.Change> ofUpdater() {
    return difference.changes().stream().filter(Difference.Change::isUpdater).findFirst();
  }

  /** Starts the new and stops the old; at the first failure it leaves things as they are then. */
  void forward(Look look) throws SwapException, InterruptedException {
    for (Difference.Change change : difference.changes()) {
      if (!change.isUpdater()) {
        forward(change, look);
      }
    }
  }

  private void forward(Difference.Change change, Look look)
      throws SwapException, InterruptedException {
    if (change.isCore() && change.from().isPresent()) {
      bundles.stop(change.from().get());
    }
    if (change.to().isPresent()) {
      look.at(bundles.start(change.to().get()));
    }
    if (change.from().isPresent()) {
      bundles.stop(change.from().get());
    }
  }

  /**
   * Starts the old and stops the new. What fails does not keep the rest from being tried.
   *
   * @throws SwapException if anything failed: then only a new process is sure to be clean
   */
  void back() throws SwapException, InterruptedException {
    List<String> failures = new ArrayList<>();
    for (Difference.Change change : difference.changes()) {
      if (!change.isUpdater()) {
        back(change, failures);
      }
    }
    if (!failures.isEmpty()) {
      throw new SwapException(SwapException.Cure.RESTART, String.join("; ", failures));
    }
  }

  private void back(Difference.Change change, List<String> failures) throws InterruptedException {
    if (change.isCore() && change.to().isPresent()) {
      attempt(() -> bundles.stopSick(change.to().get()), failures);
    }
    if (change.from().isPresent()) {
      attempt(() -> bundles.start(change.from().get()), failures);
    }
    if (change.to().isPresent()) {
      attempt(() -> bundles.stopSick(change.to().get()), failures);
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
