// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.service.log.Logger;
import org.waagent.core.lane.Lane;
import org.waagent.core.lane.Lanes;
import org.waagent.os.Files;
import org.waagent.plugin.Removal;

/**
 * A removal that every plugin is to do once. It stands on disk until all have, so that the
 * successor of a killed agent ends what was begun.
 */
public final class RemovalOrder {
  /** Plugins that start with the agent are there by then. */
  static final Duration LATECOMERS = Duration.ofMinutes(1);

  private final Optional<RemovalFile> file;
  private final Lane lane;
  private final Runnable own;
  private final Logger logger;
  private final Set<String> told = new HashSet<>();
  private final Set<String> done = new TreeSet<>();
  private Optional<Removal> scope = Optional.empty();
  private boolean isComplete;

  private RemovalOrder(Optional<RemovalFile> file, Lanes lanes, Runnable own, Logger logger) {
    this.file = file;
    this.lane = lanes.lane("removal");
    this.own = own;
    this.logger = logger;
  }

  /** One that is forgotten with the process. */
  static RemovalOrder unrecorded(Lanes lanes, Logger logger) {
    return new RemovalOrder(Optional.empty(), lanes, () -> {}, logger);
  }

  /**
   * What a predecessor left undone, or nothing to do yet.
   *
   * @param state the core's own folder
   * @param own the core's part, done at the begin and again by each successor
   */
  public static RemovalOrder in(Path state, Files files, Lanes lanes, Runnable own, Logger logger) {
    RemovalFile file = new RemovalFile(state, files);
    RemovalOrder order = new RemovalOrder(Optional.of(file), lanes, own, logger);
    try {
      file.read().ifPresent(order::resume);
    } catch (IOException e) {
      logger.warn("What a removal left undone can't be read: {}", e.getMessage());
    }
    return order;
  }

  private synchronized void resume(RemovalFile.Begun begun) {
    logger.info("A removal ({}) goes on; done before by {}", begun.scope(), begun.done());
    scope = Optional.of(begun.scope());
    done.addAll(begun.done());
    attend();
  }

  /**
   * Begins anew.
   *
   * @throws UncheckedIOException if it can't be noted; then nothing has begun
   */
  synchronized void begin(Removal wanted) {
    write(wanted, Set.of());
    scope = Optional.of(wanted);
    told.clear();
    done.clear();
    attend();
  }

  private void attend() {
    isComplete = false;
    own.run();
    lane.after(LATECOMERS, this::complete);
  }

  /** What a plugin is to take away, told once in a start; empty where that is done. */
  synchronized Optional<Removal> toldTo(String plugin) {
    return scope.filter(wanted -> !done.contains(plugin) && told.add(plugin));
  }

  /** A plugin took its part away. */
  synchronized void done(String plugin) {
    done.add(plugin);
    try {
      if (!removeIfDone()) {
        write(scope.orElseThrow(), done);
      }
    } catch (UncheckedIOException e) {
      logger.warn("{} will take its part away once more: {}", plugin, e.getMessage());
    }
  }

  private synchronized void complete() {
    isComplete = true;
    removeIfDone();
  }

  private boolean removeIfDone() {
    boolean all = isComplete && done.containsAll(told);
    if (all) {
      try {
        for (RemovalFile one : file.stream().toList()) {
          one.remove();
        }
      } catch (IOException e) {
        logger.warn("The note of a removal stays: {}", e.getMessage());
      }
    }
    return all;
  }

  private void write(Removal wanted, Set<String> names) {
    try {
      for (RemovalFile one : file.stream().toList()) {
        one.write(wanted, names);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the removal can't be noted: " + e, e);
    }
  }
}
