// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.waagent.plugin.FrameworkProperties;
import org.waagent.plugin.Progress;
import org.waagent.updater.Step;
import org.waagent.updater.store.Entry;
import org.waagent.updater.store.FeatureSet;
import org.waagent.updater.store.SetBundle;
import org.waagent.updater.swap.Difference.Change;

/** Takes an update from the stored set to the committed one, or back. One at a time. */
public final class Swapping {
  private final Work work;
  private final Ledger ledger;
  private final Bundles bundles;
  private final Services services;
  private final Handover handover;
  private final Patience patience;

  public Swapping(Work work, Ledger ledger) {
    this(work, ledger, Patience.USUAL);
  }

  Swapping(Work work, Ledger ledger, Patience patience) {
    this.work = requireNonNull(work, "work");
    this.ledger = requireNonNull(ledger, "ledger");
    BundleContext framework = work.own().getBundle(Constants.SYSTEM_BUNDLE_ID).getBundleContext();
    this.bundles = new Bundles(framework, work.store().places(), patience, work.logger());
    this.services = new Services(work.own());
    this.handover = new Handover(work.own());
    this.patience = requireNonNull(patience, "patience");
  }

  /** Whether the agent rests: then nobody can see whether something new is well. */
  public boolean isResting() {
    return services.ask(Progress.class, Progress::rests).orElse(false);
  }

  Bundles bundles() {
    return bundles;
  }

  Handover handover() {
    return handover;
  }

  /**
   * Swaps a set in, or has the next start take it.
   *
   * @throws IOException if the journal or a pointer can't be written
   */
  public void run(Entry begun) throws IOException, InterruptedException {
    Difference difference = difference(begun);
    if (difference.way() == Difference.Way.RESTART || !work.agent().isDaemon()) {
      stage(begun);
      return;
    }
    Transition transition = new Transition(bundles, difference);
    Entry entry = ledger.step(begun, Step.RESOLVE);
    try {
      transition.resolve();
    } catch (SwapException e) {
      entry = ledger.back(entry, e.getMessage());
      forgetNew(entry, transition);
      return;
    }
    entry = ledger.step(entry.after(before(transition).texts()), Step.SWAP);
    swap(entry, transition);
  }

  private Difference difference(Entry entry) throws IOException {
    FeatureSet to = work.store().set(entry.to());
    return Difference.between(work.store().set(entry.from(), to), to);
  }

  private Baseline before(Transition transition) throws InterruptedException {
    Set<String> components =
        new HashSet<>(new Components(services).troubles(transition.replaced()).keySet());
    Map<String, String> checks =
        CheckSign.severities(transition.replaced(), services, patience.checks());
    int threads = Thread.getAllStackTraces().size();
    return new Baseline(components, checks, ProgressSign.now(services), threads);
  }

  // A preference holds as long as its variable lives.
  @SuppressWarnings("try")
  private void swap(Entry entry, Transition transition) throws IOException, InterruptedException {
    Baseline baseline = Baseline.of(entry.before());
    Watch watch = watch(transition);
    try (ErrorSign errors = watch.errors()) {
      try (Preference preference = transition.preferNew()) {
        transition.start(bundle -> look(bundle, baseline));
        Optional<Change> updater = transition.ofUpdater();
        if (updater.isPresent()) {
          give(entry, updater.get().to(), errors::last);
          return;
        }
        transition.stop();
      }
      watch(entry, transition, watch, errors);
    } catch (SwapException e) {
      goBack(entry(entry), transition, e);
    } catch (IOException e) {
      goBack(entry(entry), transition, unwritten(e));
    }
  }

  private Watch watch(Transition transition) {
    return new Watch(transition::tried, services, bundles.wiring());
  }

  private void look(Bundle started, Baseline baseline) throws SwapException {
    Sign components = new ComponentSign(() -> Set.of(started), services, baseline);
    Sign sign = PatientSign.of(components, patience.start());
    Sign.Reading reading = sign.read();
    if (reading instanceof Sign.Reading.Bad bad) {
      throw new SwapException(SwapException.Cure.GO_BACK, bad.why());
    }
    // One that hangs is not looked at again: somebody makes it already, and it would pass for well.
    if (reading instanceof Sign.Reading.Waiting waiting
        && waiting.cure() == SwapException.Cure.RESTART) {
      throw new SwapException(waiting.cure(), started.getSymbolicName() + ": " + waiting.why());
    }
  }

  private static SwapException unwritten(IOException why) {
    return new SwapException(SwapException.Cure.GO_BACK, Reasons.of(why));
  }

  /** The entry as it was noted last. */
  private Entry entry(Entry otherwise) {
    return ledger.underWay().orElse(otherwise);
  }

  private void give(Entry entry, Optional<SetBundle> updater, Supplier<String> seen)
      throws SwapException, InterruptedException {
    SetBundle other = updater.orElseThrow();
    handover.give(entry.id(), seen, () -> bundles.start(other), patience.handOver());
    ledger.handedOver();
  }

  /**
   * Goes on with an update that another version of the updater handed over.
   *
   * @param seen what that one saw to be wrong, empty text if nothing
   */
  // A preference holds as long as its variable lives.
  @SuppressWarnings("try")
  void taken(Entry entry, String seen) throws IOException, InterruptedException {
    Transition transition = new Transition(bundles, difference(entry));
    Change updater = transition.ofUpdater().orElseThrow();
    Watch watch = watch(transition);
    try {
      if (entry.step() == Step.GO_BACK) {
        bundles.stopSick(updater.to().orElseThrow());
        forgetNew(entry, transition);
        return;
      }
      try (ErrorSign errors = watch.errors()) {
        if (!seen.isEmpty()) {
          throw new SwapException(SwapException.Cure.GO_BACK, seen);
        }
        try (Preference preference = transition.preferNew()) {
          transition.stop();
        }
        watch(entry, transition, watch, errors);
      }
    } catch (SwapException e) {
      goBack(entry(entry), transition, e);
    }
  }

  private void watch(Entry swapped, Transition transition, Watch watch, ErrorSign errors)
      throws IOException, SwapException, InterruptedException {
    Entry entry = ledger.step(swapped, Step.WATCH);
    watch.run(Baseline.of(entry.before()), errors, work.watch().get());
    entry = commit(entry);
    // From here on there is no way back: what was replaced goes, or a restart is due.
    try {
      transition.forgetOld();
    } catch (SwapException e) {
      work.logger().warn("What was replaced stays in the framework: {}", e.getMessage());
    }
    finish(entry);
  }

  /** What is in force stays so; that it is over the next start finds out by itself. */
  private void finish(Entry committed) {
    try {
      ledger.close(committed);
    } catch (IOException e) {
      work.logger().error("The history of updates can't be written: {}", e.toString());
    }
  }

  private Entry commit(Entry watched) throws IOException, SwapException {
    Entry entry = watched;
    try {
      entry = ledger.step(watched, Step.COMMIT);
      ledger.commit(entry);
    } catch (IOException e) {
      if (!work.pointers().committed().equals(watched.to())) {
        throw new SwapException(SwapException.Cure.GO_BACK, Reasons.of(e));
      }
      ledger.runs(watched.to());
    }
    return entry;
  }

  /** Goes back in the running framework; if that can't be clean, by a new process. */
  // A preference holds as long as its variable lives.
  @SuppressWarnings("try")
  private void goBack(Entry failed, Transition transition, SwapException why)
      throws IOException, InterruptedException {
    Entry entry = ledger.back(failed, why.getMessage());
    if (why.cure() == SwapException.Cure.RESTART) {
      restart(entry);
      return;
    }
    try (Preference preference = transition.preferOld()) {
      transition.back();
      if (returned(entry, transition.ofUpdater())) {
        forgetNew(entry, transition);
      }
    } catch (SwapException e) {
      work.logger().warn("Going back by a restart: {}", e.getMessage());
      restart(entry);
    }
  }

  /** Whether the old updater is the one that acts; if it is another, it has taken the rest over. */
  private boolean returned(Entry entry, Optional<Change> updater)
      throws SwapException, InterruptedException {
    if (updater.isEmpty()) {
      return true;
    }
    Change change = updater.get();
    boolean isNew = bundles.find(change.to().orElseThrow()).filter(this::isOwn).isPresent();
    if (isNew) {
      // Where the hand-over itself went wrong it still runs, and only a start has it take anything.
      bundles.stop(change.from().orElseThrow());
      give(entry, change.from(), () -> "");
      return false;
    }
    bundles.stopSick(change.to().orElseThrow());
    return true;
  }

  private boolean isOwn(Bundle bundle) {
    return bundle.equals(work.own().getBundle());
  }

  private void forgetNew(Entry entry, Transition transition)
      throws IOException, InterruptedException {
    try {
      transition.forgetNew();
    } catch (SwapException e) {
      work.logger().warn("What was tried stays in the framework: {}", e.getMessage());
    }
    ledger.close(entry);
  }

  /** Goes back after a crash of this bundle alone: nobody knows how far it came. */
  void undo(Entry entry, String why) throws IOException, InterruptedException {
    goBack(
        entry,
        new Transition(bundles, difference(entry)),
        new SwapException(SwapException.Cure.GO_BACK, why));
  }

  /**
   * Something that nobody thought of ended an update. Where bundles may be half replaced, a new
   * process is sure to be whole.
   */
  public void rescue(Throwable why) {
    Optional<Entry> open = ledger.underWay();
    if (open.isPresent() && open.get().step().compareTo(Step.SWAP) >= 0) {
      restart(ledger.back(open.get(), Reasons.of(why)));
    } else {
      ledger.drop();
    }
  }

  private void stage(Entry begun) throws IOException {
    Entry entry = ledger.step(begun, Step.RESTART);
    work.pointers().stage(entry.to());
    if (work.agent().isDaemon()) {
      restart(entry);
    }
  }

  /** Watches a set that the agent was restarted with. */
  void watchTrial(Entry started) throws IOException, InterruptedException {
    Transition transition = new Transition(bundles, difference(started));
    Watch watch = watch(transition);
    Entry entry = ledger.step(started, Step.WATCH);
    try (ErrorSign errors = watch.errors()) {
      watch.run(Baseline.of(entry.before()), errors, work.watch().get());
      entry = commit(entry);
      finish(entry);
    } catch (SwapException e) {
      entry = ledger.back(entry, e.getMessage());
      work.pointers().unstage();
      restart(entry);
    }
  }

  /** Has a new process take over. */
  void restart(Entry entry) {
    work.logger().info("Update {}: the agent restarts", entry.what());
    String filter = "(" + FrameworkProperties.RESTART + "=true)";
    for (ServiceReference<Runnable> offer : services.references(Runnable.class, filter)) {
      services.ask(
          offer,
          restart -> {
            restart.run();
            return restart;
          });
      return;
    }
    work.logger().warn("Nobody here can restart the agent; it waits for its next start");
  }
}
