// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.assertj.core.api.SoftAssertions;

/** Holds every later part against the level that the agent settled at in the first ones. */
final class Growth {
  private static final long MIB = 1 << 20;
  private static final Duration YOUNG = Duration.ofHours(6);
  // The first part has the start in it; by the fourth everything was used at least once.
  private static final int SETTLED_FROM = 1;
  private static final int SETTLED_TO = 4;

  /**
   * How far a later part may be above the settled level.
   *
   * @param most of the highest figures: what is large now may lie about for a while
   * @param median of the middle ones, where a leak shows
   */
  private record Tolerance(long most, long median) {}

  private final List<Row> rows;
  private final SoftAssertions soft = new SoftAssertions();

  private Growth(List<Row> rows) {
    this.rows = rows;
  }

  static void check(List<Row> rows) {
    assertThat(rows).as("parts").hasSizeGreaterThan(SETTLED_TO);
    Growth growth = new Growth(rows);
    growth.process();
    growth.disk();
    growth.soft.assertAll();
  }

  private void process() {
    steady("heap", row -> row.holdings().heap(), new Tolerance(2 * MIB, heapDrift()));
    steady("metaspace", row -> row.holdings().metaspace(), new Tolerance(MIB, MIB / 2));
    steady("threads", row -> row.holdings().threads(), new Tolerance(4, 2));
    steady("descriptors", row -> row.holdings().descriptors(), new Tolerance(6, 2));
    steady("timers", row -> row.holdings().timers(), new Tolerance(4, 1));
  }

  // In the first hours some code is still used for the first time, and its classes take heap too.
  private long heapDrift() {
    boolean young = rows.get(rows.size() - 1).at().compareTo(YOUNG) < 0;
    return young ? MIB : MIB / 2;
  }

  private void disk() {
    bounded("bytes of the log", row -> row.log().bytes(), Bounds.LOG_BYTES);
    bounded("inodes of the history", row -> row.history().inodes(), Bounds.HISTORY_INODES);
    bounded("inodes of Lib.Dir", row -> row.lib().inodes(), Bounds.LIB_INODES);
    bounded("bytes of Lib.Dir", row -> row.lib().bytes(), Bounds.LIB_BYTES);
    bounded(
        "inodes of Extension.LogDir",
        row -> row.extensionLogs().inodes(),
        Bounds.EXTENSION_LOG_INODES);
    bounded(
        "bytes of Extension.LogDir",
        row -> row.extensionLogs().bytes(),
        Bounds.EXTENSION_LOG_BYTES);
  }

  private void bounded(String what, ToLongFunction<Row> figure, long bound) {
    for (Row row : rows) {
      soft.assertThat(figure.applyAsLong(row))
          .as("%s at %s", what, row.at())
          .isLessThanOrEqualTo(bound);
    }
  }

  private void steady(String what, ToLongFunction<Row> figure, Tolerance tolerance) {
    long[] settled = figures(figure, SETTLED_FROM, SETTLED_TO);
    long[] later = figures(figure, SETTLED_TO, rows.size());
    soft.assertThat(later[later.length - 1])
        .as("most of %s: %s, then %s", what, Arrays.toString(settled), Arrays.toString(later))
        .isLessThanOrEqualTo(settled[settled.length - 1] + tolerance.most());
    soft.assertThat(later[later.length / 2])
        .as("median of %s: %s, then %s", what, Arrays.toString(settled), Arrays.toString(later))
        .isLessThanOrEqualTo(settled[settled.length / 2] + tolerance.median());
  }

  private long[] figures(ToLongFunction<Row> figure, int from, int to) {
    return rows.subList(from, to).stream().mapToLong(figure).sorted().toArray();
  }
}
