// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.waagent.azurehost.http.Hold;

/** The faults of now. The one given first hits first. */
final class FaultBoard {
  /** One of them; the connections that hang in it ask it when to go on. */
  final class Entry implements ActiveFault, Hold {
    private final Set<Route> routes;
    private final Fault fault;
    private final long start = System.nanoTime();
    private int toSkip;
    private int hits;
    private boolean ended;

    private Entry(Set<Route> routes, Fault fault) {
      this.routes = routes;
      this.fault = fault;
      this.toSkip = fault.skip();
    }

    Fault fault() {
      return fault;
    }

    @Override
    public void end() {
      synchronized (FaultBoard.this) {
        ended = true;
        entries.remove(this);
      }
    }

    @Override
    public Then now() {
      synchronized (FaultBoard.this) {
        if (!isOver()) {
          return Then.GO_ON;
        }
        return switch (fault.atEnd()) {
          case LEFT -> Then.GO_ON;
          case DROPPED -> Then.CUT;
          case RELEASED -> Then.ANSWER;
        };
      }
    }

    /** Having hit often enough is no end: what hangs in it still hangs. */
    private boolean isOver() {
      Duration age = Duration.ofNanos(System.nanoTime() - start);
      return ended || fault.span().map(span -> age.compareTo(span) >= 0).orElse(false);
    }

    private boolean hits(Route route) {
      if (!routes.contains(route) || (fault.times() > 0 && hits >= fault.times())) {
        return false;
      }
      if (toSkip > 0) {
        toSkip--;
        return false;
      }
      hits++;
      return true;
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  synchronized Entry add(Set<Route> routes, Fault fault) {
    Entry entry = new Entry(Set.copyOf(routes), fault);
    entries.add(entry);
    return entry;
  }

  synchronized void clear() {
    List.copyOf(entries).forEach(Entry::end);
  }

  /** The fault that hits this request, if any; counts it. */
  synchronized Optional<Entry> take(Route route) {
    entries.removeIf(Entry::isOver);
    return entries.stream().filter(e -> e.hits(route)).findFirst();
  }
}
