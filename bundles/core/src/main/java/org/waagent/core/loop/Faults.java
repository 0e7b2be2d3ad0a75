// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.loop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.host.GoalStateSource.Unread;

/** What Azure wants and nobody understands, and since when. */
public final class Faults {
  private volatile List<Fault> faults = List.of();

  /**
   * One document.
   *
   * @param tag the version it came in
   * @param document its name
   * @param reason why
   * @param since when it was first seen
   */
  public record Fault(String tag, String document, String reason, Instant since) {
    private boolean isOf(Unread unread) {
      return tag.equals(unread.tag())
          && document.equals(unread.document().name())
          && reason.equals(unread.reason());
    }
  }

  /**
   * Takes what the last poll could not understand.
   *
   * @return whether that changed
   */
  public boolean changedTo(List<Unread> unread, Instant now) {
    List<Fault> before = faults;
    List<Fault> after = new ArrayList<>();
    for (Unread one : unread) {
      Optional<Fault> known = before.stream().filter(fault -> fault.isOf(one)).findFirst();
      after.add(
          known.orElseGet(() -> new Fault(one.tag(), one.document().name(), one.reason(), now)));
    }
    faults = List.copyOf(after);
    return !after.equals(before);
  }

  /** What could not be understood at the last poll. */
  public List<Fault> now() {
    return faults;
  }
}
