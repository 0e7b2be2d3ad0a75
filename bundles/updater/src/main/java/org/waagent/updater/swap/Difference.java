// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.waagent.updater.store.FeatureSet;
import org.waagent.updater.store.SetBundle;

/**
 * What has to change between two sets. Pure.
 *
 * @param changes in the order they are made
 * @param way whether a running agent can make them
 */
public record Difference(List<Change> changes, Way way) {
  static final String CORE = "org.waagent.core";
  static final String UPDATER = "org.waagent.updater";

  public Difference {
    changes = List.copyOf(changes);
  }

  /** How a set is taken. */
  public enum Way {
    /** Bundle by bundle, while the agent runs. */
    IN_PLACE,
    /** By a new process: something others are wired to changes. */
    RESTART
  }

  /**
   * One bundle that changes.
   *
   * @param from what runs before; empty if it is new
   * @param to what runs afterwards; empty if it goes
   */
  record Change(Optional<SetBundle> from, Optional<SetBundle> to) {
    String symbolicName() {
      return to.or(() -> from).orElseThrow().symbolicName();
    }

    boolean isUpdater() {
      return symbolicName().equals(UPDATER);
    }

    /** Two cores would both speak to the host. */
    boolean isCore() {
      return symbolicName().equals(CORE);
    }

    private boolean isShared() {
      return from.filter(Change::shared).isPresent() || to.filter(Change::shared).isPresent();
    }

    private static boolean shared(SetBundle bundle) {
      return bundle.sharing() == SetBundle.Sharing.SHARED;
    }

    Change reversed() {
      return new Change(to, from);
    }
  }

  /** From one set to another: new before old, what goes after that, core, and the updater last. */
  public static Difference between(FeatureSet from, FeatureSet to) {
    List<Change> first = new ArrayList<>();
    List<Change> last = new ArrayList<>();
    for (SetBundle bundle : to.bundles()) {
      Optional<SetBundle> former = from.bundle(bundle.symbolicName());
      if (former.isEmpty() || !former.get().isSameAs(bundle)) {
        Change change = new Change(former, Optional.of(bundle));
        (change.isCore() || change.isUpdater() ? last : first).add(change);
      }
    }
    List<SetBundle> before = new ArrayList<>(from.bundles());
    Collections.reverse(before);
    for (SetBundle bundle : before) {
      if (to.bundle(bundle.symbolicName()).isEmpty()) {
        first.add(new Change(Optional.of(bundle), Optional.empty()));
      }
    }
    last.sort((one, other) -> Boolean.compare(one.isUpdater(), other.isUpdater()));
    first.addAll(last);
    return new Difference(first, way(from, to, first));
  }

  private static Way way(FeatureSet from, FeatureSet to, List<Change> changes) {
    boolean sameFramework = Objects.equals(from.properties(), to.properties()) && from.isRunAs(to);
    boolean alone = changes.stream().noneMatch(Change::isShared);
    boolean updaterStays = to.bundle(UPDATER).isPresent() || from.bundle(UPDATER).isEmpty();
    return sameFramework && alone && updaterStays ? Way.IN_PLACE : Way.RESTART;
  }

  /** The same changes the other way, in the same order. */
  Difference reversed() {
    return new Difference(changes.stream().map(Change::reversed).toList(), way);
  }

  List<SetBundle> added() {
    return changes.stream().flatMap(change -> change.to().stream()).toList();
  }

  List<SetBundle> gone() {
    return changes.stream().flatMap(change -> change.from().stream()).toList();
  }
}
