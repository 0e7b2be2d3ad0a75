// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GrowthTest {
  private static final int PARTS = 24;
  private static final int HEAP = 7 << 20;
  private static final int THREADS = 25;
  private static final Disk LIB = new Disk(200, 1 << 20);

  @Test
  void acceptsWhatStaysWhereItWas() {
    assertThatCode(() -> check(part -> row(part, HEAP, THREADS, LIB))).doesNotThrowAnyException();
  }

  @Test
  void acceptsAPeakThatGoes() {
    assertThatCode(
            () -> check(part -> row(part, part % 9 == 8 ? HEAP + (1 << 20) : HEAP, THREADS, LIB)))
        .doesNotThrowAnyException();
  }

  @Test
  void tellsAHeapThatGrowsAHundredBytesAPoll() {
    assertThatThrownBy(() -> check(part -> row(part, HEAP + part * 600 * 100, THREADS, LIB)))
        .hasMessageContaining("median of heap");
  }

  @Test
  void tellsAThreadThatStaysNowAndThen() {
    assertThatThrownBy(() -> check(part -> row(part, HEAP, THREADS + part / 4, LIB)))
        .hasMessageContaining("threads");
  }

  @Test
  void tellsInodesBeyondTheBound() {
    Disk more = new Disk((int) Bounds.LIB_INODES + 1, 0);
    assertThatThrownBy(() -> check(part -> row(part, HEAP, THREADS, part == 20 ? more : LIB)))
        .hasMessageContaining("inodes of Lib.Dir at PT20H");
  }

  private static void check(IntFunction<Row> part) {
    Growth.check(IntStream.range(0, PARTS).mapToObj(part).toList());
  }

  private static Row row(int part, long heap, int threads, Disk lib) {
    Disk little = new Disk(1, 1);
    Holdings holdings = new Holdings(heap, 16 << 20, 4000, threads, 38, 2, 80 << 20);
    Duration at = Duration.ofHours(part);
    return new Row(at, holdings, lib, little, little, little, 0, 0, 0, 0, 0, Duration.ZERO);
  }
}
