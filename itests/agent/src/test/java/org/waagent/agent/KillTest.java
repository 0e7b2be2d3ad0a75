// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

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
 * An agent that is killed at any instant of installing and enabling an extension goes on where it
 * was. The instants come from a seed that is printed; {@code -Dwaagent.seed=} repeats them, {@code
 * -Dwaagent.long=true} takes more of them.
 */
final class KillTest {
  private static final int SAMPLE = 8;
  private static final int MANY = 50;
  private static final int SIDE_BY_SIDE = 3;

  /** One in so many takes the handler's commands along, as a power cut does. */
  private static final int CUT_EVERY = 4;

  private static final long WHOLE_RANGE = 1L << 40;

  @Test
  void anAgentKilledAtAnyInstantGoesOnWhereItWas() throws Exception {
    long seed = Long.getLong("waagent.seed", System.nanoTime() % WHOLE_RANGE);
    System.out.println("KillTest: -Dwaagent.seed=" + seed);
    ExecutorService pool = Executors.newFixedThreadPool(SIDE_BY_SIDE);
    try {
      List<String> problems = new ArrayList<>();
      for (Future<List<String>> run : pool.invokeAll(runs(seed))) {
        problems.addAll(run.get());
      }
      assertThat(problems).as("with -Dwaagent.seed=%d", seed).isEmpty();
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<Callable<List<String>>> runs(long seed) {
    Random random = new Random(seed);
    Moment[] moments = Moment.values();
    int count = Boolean.getBoolean("waagent.long") ? MANY : SAMPLE;
    List<Callable<List<String>>> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Moment moment = moments[i % moments.length];
      long delay = random.nextInt(moment.spreadMillis());
      boolean cut = random.nextInt(CUT_EVERY) == 0;
      runs.add(() -> new KillRun(moment, delay, cut).problems());
    }
    return runs;
  }
}
