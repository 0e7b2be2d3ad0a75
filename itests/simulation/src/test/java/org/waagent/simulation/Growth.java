// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToLongFunction;
import org.assertj.core.api.SoftAssertions;

/** Holds every later part against the level that the agent settled at in the first ones. */
final class Growth {
  // The first part has the start in it; by the fourth everything was used at least once.
  private static final int SETTLED_FROM = 1;
  private static final int SETTLED_TO = 4;

  private final List<Row> rows;
  private final SoftAssertions soft = new SoftAssertions();

  private Growth(List<Row> rows) {
    this.rows = rows;
  }

  static void check(List<Row> rows) {
    assertThat(rows).as("parts").hasSizeGreaterThan(SETTLED_TO);
    Growth growth = new Growth(rows);
    growth.processes();
    growth.soft.assertAll();
  }

  private void processes() {
    steady("heap", row -> row.holdings().heap(), 768 << 10);
    steady("metaspace", row -> row.holdings().metaspace(), 2 << 20);
    steady("threads", row -> row.holdings().threads(), 4);
    steady("descriptors", row -> row.holdings().descriptors(), 6);
    steady("timers", row -> row.holdings().timers(), 6);
  }

  private void steady(String what, ToLongFunction<Row> figure, long tolerance) {
    long settled =
        rows.subList(SETTLED_FROM, SETTLED_TO).stream().mapToLong(figure).max().orElseThrow();
    for (Row row : rows.subList(SETTLED_TO, rows.size())) {
      soft.assertThat(figure.applyAsLong(row))
          .as("%s at %s, settled at %s", what, row.at(), settled)
          .isLessThanOrEqualTo(settled + tolerance);
    }
  }
}
