// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import java.util.Random;

/** The seed of a random test; {@code -Dwaagent.seed=} repeats a run. */
final class Seed {
  private Seed() {}

  static Random random(String test) {
    long seed = Long.getLong("waagent.seed", System.nanoTime());
    System.out.println(test + ": -Dwaagent.seed=" + seed);
    return new Random(seed);
  }
}
