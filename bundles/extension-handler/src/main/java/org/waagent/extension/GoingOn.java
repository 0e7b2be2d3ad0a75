// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.waagent.extension.command.Journals;
import org.waagent.extension.command.Step;
import org.waagent.goalstate.HandlerName;

/** Tells people what goes on with the units of a goal state. */
final class GoingOn {
  private static final int MOST = 8;

  private GoingOn() {}

  /** Before anything began. */
  static String planned(Pass pass) {
    List<String> labels = new ArrayList<>();
    pass.units().forEach(unit -> labels.add(unit.label()));
    return "process " + pass.id().goalState() + ": " + list(labels);
  }

  /** Now, for example {@code enabling A, fetching B and C, D waits for A; 3 of 9 done}. */
  static String of(Pass pass, Graph graph) {
    List<String> parts = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    List<String> queued = new ArrayList<>();
    Set<String> fetching = new LinkedHashSet<>();
    Set<Node> startable = Set.copyOf(graph.startable(false));
    for (Node node : graph.nodes()) {
      String label = node.unit().label();
      if (node.isUnderWay()) {
        parts.add(UnitSteps.word(node.unit()) + " " + label);
      } else if (node.retry().isPresent()) {
        parts.add(label + ": " + node.retry().get());
      } else if (node.is(Node.State.OPEN)) {
        boolean fetches = node.parcel().map(p -> p.is(Parcel.State.FETCHING)).orElse(false);
        (fetches ? fetching : startable.contains(node) ? queued : waiting).add(label);
      }
    }
    add(parts, "fetching ", fetching);
    add(parts, "next ", queued);
    add(parts, on(graph), waiting);
    int over = graph.count(Node.State.DONE) + graph.count(Node.State.FAILED);
    return "process %s: %s%s%d of %d done"
        .formatted(
            pass.id().goalState(),
            String.join(", ", parts),
            parts.isEmpty() ? "" : "; ",
            over,
            graph.nodes().size());
  }

  /** Commands that run, each with the time it has left, as the journals have them. */
  static String commands(List<HandlerName> running, Journals journals, Instant now) {
    StringBuilder text = new StringBuilder();
    for (HandlerName name : running) {
      Optional<Step> step = journals.load(name).step();
      if (step.isPresent()) {
        long left = Math.max(0, Duration.between(now, step.get().deadline()).toSeconds());
        text.append(
            "; runs %s of %s, given up in %d s".formatted(step.get().kind().word(), name, left));
      }
    }
    return text.toString();
  }

  private static String on(Graph graph) {
    List<String> awaited = new ArrayList<>();
    graph.awaited().forEach(node -> awaited.add(node.unit().label()));
    return awaited.isEmpty() ? "waiting " : "waiting for " + list(awaited) + ": ";
  }

  private static void add(List<String> parts, String what, java.util.Collection<String> labels) {
    if (!labels.isEmpty()) {
      parts.add(what + list(labels));
    }
  }

  private static String list(java.util.Collection<String> labels) {
    List<String> shown = labels.stream().limit(MOST).toList();
    String text = String.join(", ", shown);
    return labels.size() > MOST ? text + " and " + (labels.size() - MOST) + " more" : text;
  }
}
