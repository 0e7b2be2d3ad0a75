// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The faults of now. The one given first hits first. */
final class FaultBoard {
  private static final class Active {
    private final Set<Route> routes;
    private final Fault fault;
    private final long start = System.nanoTime();
    private int toSkip;
    private int hits;

    private Active(Set<Route> routes, Fault fault) {
      this.routes = routes;
      this.fault = fault;
      this.toSkip = fault.skip();
    }

    private boolean isOver() {
      Duration age = Duration.ofNanos(System.nanoTime() - start);
      boolean late = fault.span().map(span -> age.compareTo(span) >= 0).orElse(false);
      return late || (fault.times() > 0 && hits >= fault.times());
    }

    private boolean hits(Route route) {
      if (!routes.contains(route)) {
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

  private final List<Active> active = new ArrayList<>();

  synchronized void add(Set<Route> routes, Fault fault) {
    active.add(new Active(routes, fault));
  }

  synchronized void clear() {
    active.clear();
  }

  /** The fault that hits this request, if any; counts it. */
  synchronized Optional<Fault> take(Route route) {
    for (Iterator<Active> all = active.iterator(); all.hasNext(); ) {
      Active one = all.next();
      if (one.isOver()) {
        all.remove();
      } else if (one.hits(route)) {
        return Optional.of(one.fault);
      }
    }
    return Optional.empty();
  }
}
