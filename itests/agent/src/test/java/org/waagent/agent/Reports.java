// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.StatusDocument;

/** The statuses that a host got: whether they go on coming, and are no copies of old ones. */
final class Reports {
  private static final Duration OLDEST = Duration.ofSeconds(15);

  private Reports() {}

  /** Waits for so many more, each made after the one before, and not long before it came. */
  static List<StatusDocument> awaitFresh(AzureHost host, int more, Duration time) {
    int before = host.statuses().size();
    Pause.until(more + " more statuses", time, () -> host.statuses().size() >= before + more);
    List<StatusDocument> all = host.statuses();
    List<StatusDocument> fresh = all.subList(Math.max(0, before - 1), all.size());
    areFresh(fresh);
    return fresh;
  }

  /** Asserts that each was made after the one before, and not long before it came. */
  static void areFresh(List<StatusDocument> statuses) {
    Instant last = Instant.EPOCH;
    for (StatusDocument status : statuses) {
      Instant made = made(status);
      assertThat(made).as("time of a status").isAfterOrEqualTo(last);
      assertThat(Duration.between(made, status.time())).as("its age").isLessThan(OLDEST);
      last = made;
    }
  }

  private static Instant made(StatusDocument status) {
    return Instant.parse(status.json().get("timestampUTC").getAsString());
  }
}
