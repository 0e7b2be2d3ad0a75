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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whole lives of five extensions under an agent that is killed at any instant: all end as they were
 * wanted, nothing is run that must not be, and what runs on is reported as it ended. {@code
 * -Dwaagent.seed=} repeats the instants, {@code -Dwaagent.long=true} takes two hundred of them.
 */
final class ManyKillsTest {
  private static final int PARTS = Five.Part.values().length;
  private static final int KILLS = 2;
  private static final int MANY = 200 / (PARTS * KILLS);
  private static final int SIDE_BY_SIDE = 3;
  private static final long WHOLE_RANGE = 1L << 40;

  @Test
  @Tag("D24")
  @Tag("D25")
  @Tag("V3")
  void fiveExtensionsEndAsWantedHoweverOftenTheAgentIsKilled() throws Exception {
    long seed = Long.getLong("waagent.seed", System.nanoTime() % WHOLE_RANGE);
    System.out.println("ManyKillsTest: -Dwaagent.seed=" + seed);
    Random random = new Random(seed);
    List<KilledLife> lives = new ArrayList<>();
    for (int i = 0; i < (Figures.isLong() ? MANY : 1); i++) {
      lives.add(new KilledLife(KILLS, random.nextLong()));
    }
    long begin = System.nanoTime();
    List<String> problems = all(lives);
    int kills = lives.stream().mapToInt(KilledLife::killed).sum();
    Figures.tell(kills + " kills in " + (System.nanoTime() - begin) / 1_000_000_000 + " s");
    assertThat(problems).as("with -Dwaagent.seed=%d", seed).isEmpty();
    assertThat(kills).isEqualTo(lives.size() * PARTS * KILLS);
  }

  private static List<String> all(List<KilledLife> lives) throws Exception {
    List<Callable<List<String>>> work = new ArrayList<>();
    lives.forEach(life -> work.add(life::problems));
    ExecutorService pool = Executors.newFixedThreadPool(SIDE_BY_SIDE);
    try {
      List<String> problems = new ArrayList<>();
      for (Future<List<String>> life : pool.invokeAll(work)) {
        problems.addAll(life.get());
      }
      return problems;
    } finally {
      pool.shutdownNow();
    }
  }
}
