// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Agents killed at any instant of an update start again, with a whole set, and extensions notice
 * nothing but the start. {@code -Dwaagent.seed=} repeats the instants, {@code -Dwaagent.long=true}
 * takes two hundred of them, {@code -Dwaagent.kills=} any other number.
 */
final class KilledUpdateTest {
  private static final int KILLS = 2;
  private static final int FEW = 4;
  private static final int MANY = 200;
  private static final int SIDE_BY_SIDE = 2;

  /** A little later than an update takes, which is never the same. */
  private static final double LATEST = 1.1;

  private static final long WHOLE_RANGE = 1L << 40;

  @Test
  void anAgentKilledInAnUpdateStartsWithAWholeSet() throws Exception {
    long seed = Long.getLong("waagent.seed", System.nanoTime() % WHOLE_RANGE);
    System.out.println("KilledUpdateTest: -Dwaagent.seed=" + seed);
    Random random = new Random(seed);
    List<Callable<List<String>>> work = new ArrayList<>();
    int kills = Integer.getInteger("waagent.kills", Tellings.isLong() ? MANY : FEW);
    for (int agent = 0; agent < kills / KILLS; agent++) {
      List<Double> instants = new ArrayList<>();
      for (int i = 0; i < KILLS; i++) {
        instants.add(random.nextDouble() * LATEST);
      }
      work.add(new KilledUpdate(instants, agent % 2 == 1)::problems);
    }
    assertThat(all(work)).as("with -Dwaagent.seed=%d", seed).isEmpty();
  }

  private static List<String> all(List<Callable<List<String>>> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(SIDE_BY_SIDE);
    try {
      List<String> problems = new ArrayList<>();
      for (Future<List<String>> one : pool.invokeAll(work)) {
        problems.addAll(one.get());
      }
      return problems;
    } finally {
      pool.shutdownNow();
    }
  }
}
