// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.waagent.plugin.FrameworkProperties;
import org.waagent.updater.Step;
import org.waagent.updater.store.Entry;
import org.waagent.updater.store.FeatureSet;

/** Journal and pointers of one update after the other, and what all may know of them. */
public final class Ledger {
  private final Work work;
  private final Object bell = new Object();
  private volatile Optional<Entry> underWay = Optional.empty();
  private volatile String running;
  private volatile boolean handedOver;
  private volatile String trouble = "";

  public Ledger(Work work) {
    this.work = requireNonNull(work, "work");
    this.running = work.agent().set();
  }

  /** The update at hand. */
  public Optional<Entry> underWay() {
    return underWay;
  }

  /** The set that runs. */
  public String running() {
    return running;
  }

  /** An update that is to begin; false if another one is at hand. */
  public boolean begin(Entry entry) {
    synchronized (bell) {
      if (underWay.isPresent() || handedOver) {
        return false;
      }
      underWay = Optional.of(entry);
      return true;
    }
  }

  /** A step that changes nothing on disk, so it is shown and not noted. */
  public Entry shown(Entry entry, Step step) {
    Entry now = entry.at(step, now(), work.agent().start());
    underWay = Optional.of(now);
    return now;
  }

  /** Its set is stored. */
  public Entry stored(Entry entry) throws IOException {
    return step(entry, Step.STORE);
  }

  /** It ends before anything was changed. */
  public void refuse(Entry entry, String why) throws IOException {
    close(entry.back(why, now(), work.agent().start()));
  }

  /** It did not begin after all. */
  public void drop() {
    over(Optional.empty());
  }

  /** Whether nothing is at hand in this bundle, at once or within a time. */
  public boolean await(java.time.Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    synchronized (bell) {
      while (underWay.isPresent() && !handedOver) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        bell.wait(left);
      }
      return true;
    }
  }

  /** Finds out which set runs: a swap may have replaced the one that was started. */
  void locate(Bundles bundles) {
    try {
      locateCommitted(bundles);
    } catch (IOException e) {
      work.logger().warn("Set {} counts as the one that runs: {}", running, e.getMessage());
    }
  }

  private void locateCommitted(Bundles bundles) throws IOException {
    String committed = work.pointers().committed();
    if (!committed.equals(FrameworkProperties.INSTALLED) && !committed.equals(running)) {
      FeatureSet set = work.store().set(committed);
      boolean there =
          isRunAs(set) && set.bundles().stream().allMatch(one -> bundles.find(one).isPresent());
      running = there ? committed : running;
    }
  }

  /** A way back that leads nowhere is told, and replaced by the installation. */
  void mendWayBack() throws IOException {
    Optional<String> previous = work.pointers().previous();
    Optional<String> damage =
        previous
            .filter(id -> !id.equals(FrameworkProperties.INSTALLED))
            .flatMap(work.store()::damage);
    if (damage.isPresent()) {
      work.pointers().loseWayBack();
      trouble = "previous set " + previous.get() + " is damaged: " + damage.get();
      work.logger().error("At the start of the updater: {}", trouble);
    }
  }

  /** What this bundle found wrong with sets when it began; empty text if nothing. */
  public String trouble() {
    return trouble;
  }

  /** What a swap leaves as it is: whatever runs since, the process was started with it. */
  private boolean isRunAs(FeatureSet set) throws IOException {
    return running.equals(FrameworkProperties.INSTALLED)
        ? set.classPath().isEmpty()
        : work.store().set(running).isRunAs(set);
  }

  void runs(String set) {
    running = set;
  }

  /** Notes a step before it is taken. */
  Entry step(Entry entry, Step step) throws IOException {
    return note(entry.at(step, now(), work.agent().start()));
  }

  /** Notes that an update goes back. */
  Entry back(Entry entry, String why) {
    work.logger().warn("Update {} goes back: it {}: {}", entry.what(), entry.step().failed(), why);
    Entry back = entry.back(why, now(), work.agent().start());
    try {
      return note(back);
    } catch (IOException e) {
      // The way back does not depend on the disk: the next start takes the committed set anyway.
      work.logger().error("The journal of updates can't be written: {}", e.toString());
      return back;
    }
  }

  Entry note(Entry entry) throws IOException {
    underWay = Optional.of(entry);
    work.journal().note(entry);
    work.logger().info("Update {}: {}", entry.what(), entry.step().running());
    return entry;
  }

  /** The update came to be. */
  void commit(Entry entry) throws IOException {
    Entry last = entry.step() == Step.COMMIT ? entry : step(entry, Step.COMMIT);
    if (!work.pointers().committed().equals(last.to())) {
      work.pointers().commit(last.to(), last.from());
    }
    runs(last.to());
    work.logger().info("Update {} is in force: set {}", last.what(), last.to());
  }

  /** The update is over, whatever came of it. */
  void close(Entry entry) throws IOException {
    try {
      work.journal().close(entry, now());
      if (!entry.reason().isEmpty()) {
        String failed = entry.failed().failed();
        work.logger().warn("Update {} {}: {}", entry.what(), failed, entry.reason());
      }
      // Before another one may begin, which stores bundles that no set needs yet.
      tidy();
    } finally {
      over(Optional.empty());
    }
  }

  /** Another version of the updater has it now. */
  void handedOver() {
    synchronized (bell) {
      handedOver = true;
      bell.notifyAll();
    }
  }

  private void over(Optional<Entry> next) {
    synchronized (bell) {
      underWay = next;
      bell.notifyAll();
    }
  }

  /** Removes what commands left that were killed together with the agent. */
  void dropIncoming() {
    try {
      work.store().dropIncoming();
    } catch (IOException e) {
      work.logger().warn("What was fetched once stays on disk: {}", e.toString());
    }
  }

  /** Removes what no set needs that may still run. Not to be called while bundles are stored. */
  void tidy() {
    try {
      Set<String> needed = new HashSet<>();
      needed.add(running);
      needed.add(work.pointers().committed());
      work.pointers().previous().ifPresent(needed::add);
      work.pointers().staged().ifPresent(staged -> needed.add(staged.id()));
      work.store().prune(needed);
    } catch (IOException e) {
      work.logger().warn("What no set needs any more stays on disk: {}", e.toString());
    }
  }

  private Instant now() {
    return work.clock().get().instant();
  }
}
