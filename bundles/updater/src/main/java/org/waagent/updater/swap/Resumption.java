// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Optional;
import org.waagent.updater.Origin;
import org.waagent.updater.Step;
import org.waagent.updater.store.Entry;
import org.waagent.updater.store.Pointers;

/**
 * Finishes or cleans up what the journal has when this bundle starts: an update that another
 * version of it handed over, one that waited for a restart, or one that a crash interrupted.
 */
public final class Resumption {
  private static final int MOST_ATTEMPTS = 3;

  private final Work work;
  private final Ledger ledger;
  private final Swapping swapping;

  public Resumption(Work work, Ledger ledger, Swapping swapping) {
    this.work = requireNonNull(work, "work");
    this.ledger = requireNonNull(ledger, "ledger");
    this.swapping = requireNonNull(swapping, "swapping");
  }

  /** Begins, before any other update does. */
  public void run() throws IOException, InterruptedException {
    if (!work.agent().trouble().isEmpty()) {
      work.logger().error("At the start of the agent: {}", work.agent().trouble());
    }
    Optional<Entry> open = open();
    ledger.locate(swapping.bundles());
    if (open.isEmpty()) {
      // Whatever was to be tried, nobody knows of it any more.
      work.pointers().unstage();
      ledger.mendWayBack();
      ledger.dropIncoming();
      ledger.tidy();
      return;
    }
    Entry entry = open.get();
    ledger.begin(entry);
    if (!entry.start().equals(work.agent().start())) {
      afterStart(entry);
      return;
    }
    Optional<String> seen = swapping.handover().take(entry.id());
    if (seen.isPresent()) {
      swapping.taken(entry, seen.get());
    } else if (entry.step() == Step.RESTART) {
      swapping.restart(entry);
    } else {
      swapping.undo(entry, "the updater itself was stopped in between");
    }
  }

  private Optional<Entry> open() throws IOException {
    Optional<Entry> open = Optional.empty();
    try {
      open = work.journal().current();
    } catch (IOException e) {
      work.logger().error("The journal of updates counts as empty: {}", e.getMessage());
      work.journal().forget();
    }
    if (open.isEmpty() && work.agent().isTrial()) {
      return Optional.of(
          Entry.begin(
              Origin.AUTO,
              "set " + work.agent().set(),
              work.pointers().committed(),
              work.agent().set(),
              work.clock().get().instant()));
    }
    return open;
  }

  private void afterStart(Entry entry) throws IOException, InterruptedException {
    boolean runs = ledger.running().equals(entry.to());
    if (runs && work.pointers().committed().equals(entry.to())) {
      // The crash may have come between the two: the launcher would go on to count its starts.
      work.pointers().unstage();
      ledger.close(entry.step() == Step.COMMIT ? entry : ledger.step(entry, Step.COMMIT));
    } else if (runs && entry.step() == Step.GO_BACK) {
      work.pointers().unstage();
      swapping.restart(ledger.note(entry));
    } else if (runs) {
      swapping.watchTrial(entry);
    } else if (entry.step() == Step.GO_BACK) {
      work.pointers().unstage();
      ledger.close(entry);
    } else {
      again(entry);
    }
  }

  private void again(Entry entry) throws IOException, InterruptedException {
    Optional<Pointers.Staged> staged =
        work.pointers().staged().filter(one -> one.id().equals(entry.to()));
    if (staged.isPresent()) {
      if (staged.get().starts() > 0) {
        give(entry, "it was started " + staged.get().starts() + " times");
      }
    } else if (entry.step().compareTo(Step.RESOLVE) < 0) {
      give(entry, "it was interrupted");
    } else if (entry.attempt() >= MOST_ATTEMPTS) {
      give(entry, "it was interrupted " + entry.attempt() + " times");
    } else {
      Optional<String> obstacle = work.store().obstacle(entry.to());
      if (obstacle.isPresent()) {
        give(entry, "it was interrupted, and now " + obstacle.get());
      } else {
        swapping.run(entry.again());
      }
    }
  }

  /** Gives an update up. */
  private void give(Entry entry, String why) throws IOException {
    String trouble = work.agent().trouble();
    Entry failed = ledger.back(entry, trouble.isEmpty() ? why : trouble);
    work.pointers().unstage();
    ledger.close(failed);
  }
}
