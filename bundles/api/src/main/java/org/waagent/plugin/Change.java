// SPDX-License-Identifier: Apache-2.0
package org.waagent.plugin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.annotation.versioning.ConsumerType;

/** One step of a plan. */
@ConsumerType
public interface Change {
  /** Unique within the plan, stable between plans, for example {@code write /etc/motd}. */
  String id();

  /**
   * What it does, for people; the id where there is no more to say. A long one may tell here what
   * goes on: it is asked again while it is applied, from other threads, and must be quick.
   */
  default String description() {
    return id();
  }

  /** Ids of earlier changes of the plan without which this one makes no sense. */
  default List<String> buildsOn() {
    return List.of();
  }

  /** How long it may take at most, shown while it runs. Keeping to it is up to the change. */
  default Optional<Duration> limit() {
    return Optional.empty();
  }

  /**
   * What it takes away or alters, for people who look before they agree. Empty where the
   * description says all. Asked of the changes of a removal.
   */
  default List<Effect> effects() {
    return List.of();
  }

  /** What must be said before somebody agrees to it, without a mark in front. */
  default Optional<String> warning() {
    return Optional.empty();
  }

  /**
   * What the plans that follow this change will have, in order, as far as it can be told before it
   * is done. For people who look before: these are never applied.
   *
   * @throws Exception what kept it from looking
   */
  default List<Change> leadsTo() throws Exception {
    return List.of();
  }

  /**
   * The same change without what is to be kept.
   *
   * @param kept whether a file is to stay as it is
   * @return empty if nothing is left to do; a change that can't do a part of its work is left out
   *     whole as soon as one of its files is to stay
   */
  default Optional<Change> sparing(Predicate<Path> kept) {
    boolean stays =
        effects().stream()
            .filter(effect -> effect.kind() == Effect.Kind.FILE)
            .anyMatch(effect -> kept.test(Path.of(effect.name())));
    return stays ? Optional.empty() : Optional.of(this);
  }

  /**
   * Does it. Called once, on the plugin's lane; it may wait for a program it started.
   *
   * @return {@link Outcome.Done}, or what came of it instead
   * @throws Exception becomes {@link Outcome.Failed}
   */
  Outcome apply() throws Exception;

  /** What a short change does. */
  @FunctionalInterface
  interface Action {
    /**
     * Does it.
     *
     * @throws Exception becomes {@link Outcome.Failed}
     */
    void run() throws Exception;
  }

  /** A change that is done when its action returns, and builds on the changes named. */
  static Change of(String id, Action action, String... buildsOn) {
    List<String> needed = List.of(buildsOn);
    return new Change() {
      @Override
      public String id() {
        return id;
      }

      @Override
      public List<String> buildsOn() {
        return needed;
      }

      @Override
      public Outcome apply() throws Exception {
        action.run();
        return Outcome.done();
      }
    };
  }
}
