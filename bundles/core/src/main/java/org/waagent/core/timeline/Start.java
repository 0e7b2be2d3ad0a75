// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.timeline;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One start of the agent and what it spent its time on.
 *
 * @param id of the start
 * @param boot of the machine; empty where the system tells none
 * @param at when the process began
 * @param until how far the spans tell, counted from then
 * @param spans by their begin
 * @param dropped how many more there were
 */
public record Start(
    String id, String boot, Instant at, Duration until, List<Span> spans, int dropped) {
  public Start {
    requireNonNull(id, "id");
    requireNonNull(boot, "boot");
    requireNonNull(at, "at");
    requireNonNull(until, "until");
    spans = List.copyOf(spans);
  }
}
