// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.waagent.extension.handler.Unit;
import org.waagent.goalstate.HandlerName;
import org.waagent.os.Clock;

/**
 * Which units depend on which: each on all of lower levels, none on one of its own. It knows who
 * may begin and who can't any more, and does nothing itself.
 */
final class Graph {
  private final List<Node> nodes = new ArrayList<>();
  private final Map<HandlerName, Parcel> parcels = new LinkedHashMap<>();
  private final int highest;
  private int failedRank = Integer.MAX_VALUE;
  private String failedWhy = "";

  /** All units of a pass, none of them done. */
  Graph(List<Unit> ordered, Clock clock) {
    for (Unit unit : ordered) {
      Optional<Parcel> parcel =
          unit.isEnabled()
              ? Optional.of(
                  parcels.computeIfAbsent(
                      unit.name(), name -> new Parcel(unit, new Attempts(clock))))
              : Optional.empty();
      nodes.add(new Node(unit, parcel, new Attempts(clock)));
    }
    this.highest = ordered.isEmpty() ? 0 : ordered.get(ordered.size() - 1).rank();
  }

  /** In the order of processing. */
  List<Node> nodes() {
    return nodes;
  }

  /** Packages somebody still needs, in the order of processing. */
  Collection<Parcel> parcels() {
    Set<Parcel> needed = new java.util.LinkedHashSet<>();
    for (Node node : nodes) {
      if (!node.isOver()) {
        node.parcel().ifPresent(needed::add);
      }
    }
    return needed;
  }

  boolean hasDependents(Node node) {
    return node.unit().rank() >= 0 && node.unit().rank() < highest;
  }

  /** The rank up to which units may begin: that of the first one that has not passed. */
  private int gate() {
    for (Node node : nodes) {
      if (!node.isPassed()) {
        return node.unit().rank();
      }
    }
    return Integer.MAX_VALUE;
  }

  /**
   * Units whose commands may begin, in order, at most one of each handler: a handler has one
   * journal and one record, and expects no second command while one runs. One whose handler is only
   * being noted has its turn in a moment, so none is taken in its place.
   *
   * @param inOrder whether none may begin before one whose package is on its way
   */
  List<Node> startable(boolean inOrder) {
    int gate = gate();
    Set<HandlerName> busy = new HashSet<>(underWay());
    List<HandlerName> noted = handlers(node -> node.is(Node.State.NOTING));
    List<Node> found = new ArrayList<>();
    for (Node node : nodes) {
      if (node.unit().rank() > gate || inOrder && node.isOnItsWay()) {
        return found;
      }
      if (node.isReady() && noted.contains(node.unit().name())) {
        return found;
      }
      if (node.isReady() && busy.add(node.unit().name())) {
        found.add(node);
      }
    }
    return found;
  }

  /** Handlers somebody works on. */
  List<HandlerName> underWay() {
    return handlers(Node::isUnderWay);
  }

  private List<HandlerName> handlers(Predicate<Node> which) {
    return nodes.stream().filter(which).map(node -> node.unit().name()).toList();
  }

  /** Units that are done and others still wait for what they say of themselves. */
  List<Node> awaited() {
    int gate = gate();
    List<Node> found = new ArrayList<>();
    for (Node node : nodes) {
      if (node.unit().rank() == gate
          && node.is(Node.State.DONE)
          && !node.isPassed()
          && hasDependents(node)) {
        found.add(node);
      }
    }
    return found;
  }

  /** What depends on a unit will not have its turn. */
  void block(Node node, String why) {
    if (hasDependents(node) && node.unit().rank() < failedRank) {
      failedRank = node.unit().rank();
      failedWhy = why;
    }
  }

  /** Units that wait for one that failed. */
  List<Node> blocked() {
    List<Node> found = new ArrayList<>();
    for (Node node : nodes) {
      if (node.is(Node.State.OPEN) && node.unit().rank() > failedRank) {
        found.add(node);
      }
    }
    return found;
  }

  /** Why they are blocked. */
  String blockedWhy() {
    return failedWhy;
  }

  /** How many units are in a state. */
  int count(Node.State state) {
    int count = 0;
    for (Node node : nodes) {
      count += node.is(state) ? 1 : 0;
    }
    return count;
  }

  /** How many packages are being fetched. */
  int fetching() {
    int count = 0;
    for (Parcel parcel : parcels.values()) {
      count += parcel.is(Parcel.State.FETCHING) ? 1 : 0;
    }
    return count;
  }

  boolean isOver() {
    return nodes.stream().allMatch(Node::isOver);
  }
}
