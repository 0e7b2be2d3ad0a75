// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.StatusDocument;

/** The times between the statuses that a host got, from some moment on. */
final class Gaps {
  /** More than any status is late on a busy machine, and less than anybody waits for one. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final AzureHost host;
  private final long from;

  private Gaps(AzureHost host) {
    this.host = host;
    this.from = Math.max(0, host.statusCount() - 1);
  }

  static Gaps from(AzureHost host) {
    return new Gaps(host);
  }

  private List<Duration> all() {
    List<Duration> all = new ArrayList<>();
    Instant last = null;
    for (StatusDocument status : host.statusesFrom(from)) {
      if (last != null) {
        all.add(Duration.between(last, status.time()));
      }
      last = status.time();
    }
    return all;
  }

  Duration longest() {
    return all().stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  /** How many statuses did not come although they were due for half a period. */
  long missed() {
    Duration half = UpdateScene.PERIOD.dividedBy(2);
    return all().stream()
        .mapToLong(gap -> Math.max(0, gap.plus(half).dividedBy(UpdateScene.PERIOD) - 1))
        .sum();
  }

  /** Statuses went on, however busy the machine is. */
  void hold() {
    assertThat(longest()).as("the longest time between two statuses").isLessThan(PATIENCE);
  }
}
