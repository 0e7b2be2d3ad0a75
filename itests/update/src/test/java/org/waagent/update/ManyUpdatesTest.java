// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.GoalState;

/**
 * One update after another leaves nothing behind, whatever bundles they replace. {@code
 * -Dwaagent.seed=} repeats the choice, {@code -Dwaagent.long=true} makes five hundred, and {@code
 * -Dwaagent.updates=} any other number.
 */
final class ManyUpdatesTest {
  private static final int FEW = 12;
  private static final int MANY = 500;

  /** By then each way of an update was gone once. */
  private static final int WARM = 5;

  /** Threads of a pool come and go, and so do connections. */
  private static final int SLACK = 8;

  /**
   * Reflection makes some of its own and drops them late; those of bundles show in the metaspace.
   */
  private static final int SLACK_LOADERS = 40;

  /** What one version of the bundles takes, twice: the next one must not find the last but one. */
  private static final int SLACK_KIB = 3_000;

  /**
   * Texts and requests under way, and what is kept softly; far less than five hundred updates of a
   * leak.
   */
  private static final int SLACK_HEAP_KIB = 8_000;

  private static final String NAME = "Test.Bystander";
  private static final long WHOLE_RANGE = 1L << 40;

  @RegisterExtension
  private final UpdateScene scene = new UpdateScene("AutoUpdate.WatchSeconds=10");

  @Test
  void leaveNothingBehind() throws Exception {
    long seed = Long.getLong("waagent.seed", System.nanoTime() % WHOLE_RANGE);
    System.out.println("ManyUpdatesTest: -Dwaagent.seed=" + seed);
    Random random = new Random(seed);
    int updates = Integer.getInteger("waagent.updates", Tellings.isLong() ? MANY : FEW);
    scene.started();
    scene.host().publish(GoalState.of(scene.handler(NAME).extension().settings("{}")));
    scene.awaitSuccess(NAME, 0);
    Gaps gaps = Gaps.from(scene.host());
    long pid = scene.pid();

    update(1, WARM, random);
    Holdings warm = holdings();
    update(WARM + 1, updates, random);
    Holdings now = holdings();

    Tellings.figure("after " + WARM + " updates: " + warm);
    Tellings.figure("after " + updates + " updates: " + now);
    now.isNoMoreThan(warm);
    assertThat(scene.pid()).as("the same process").isEqualTo(pid);
    assertThat(scene.trace().commands()).as("nothing was begun again").hasSize(2);
    gaps.hold();
  }

  private void update(int first, int last, Random random) throws Exception {
    for (int number = first; number <= last; number++) {
      Edition edition = scene.workshop().next("3.0." + number, some(random));
      scene.install(edition).isGood();
      scene.workshop().discard(edition);
    }
  }

  /** Some of our bundles; those of the version before are replaced by the installed ones. */
  private static String[] some(Random random) {
    List<String> all = new ArrayList<>(Ours.REPLACEABLE);
    Collections.shuffle(all, random);
    return all.subList(0, 1 + random.nextInt(all.size())).toArray(String[]::new);
  }

  private Holdings holdings() throws IOException, InterruptedException {
    scene.runsCommitted();
    Running running = scene.running();
    int loaders = running.classLoaders();
    return new Holdings(
        running.threads(),
        loaders,
        running.descriptors().size(),
        files(scene.lib("features")),
        files(scene.lib("framework")),
        running.heapKib(),
        running.metaspaceKib());
  }

  private static int files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return (int) all.count();
    }
  }

  /** What an agent holds after a collection. */
  private record Holdings(
      int threads,
      int classLoaders,
      int descriptors,
      int features,
      int framework,
      int heapKib,
      int metaspaceKib) {

    void isNoMoreThan(Holdings before) {
      String why = this + ", before " + before;
      assertThat(threads).as(why).isLessThanOrEqualTo(before.threads + SLACK);
      assertThat(classLoaders).as(why).isLessThanOrEqualTo(before.classLoaders + SLACK_LOADERS);
      assertThat(descriptors).as(why).isLessThanOrEqualTo(before.descriptors + SLACK);
      assertThat(features).as(why).isLessThanOrEqualTo(before.features + 4 * SLACK);
      assertThat(framework).as(why).isLessThanOrEqualTo(before.framework + SLACK);
      assertThat(heapKib).as(why).isLessThanOrEqualTo(before.heapKib + SLACK_HEAP_KIB);
      assertThat(metaspaceKib).as(why).isLessThanOrEqualTo(before.metaspaceKib + SLACK_KIB);
    }
  }
}
