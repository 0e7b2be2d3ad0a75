// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FiguresTest {
  private final LinkedBlockingQueue<Thread> seen = new LinkedBlockingQueue<>();
  private final ThreadPoolExecutor passing =
      new ThreadPoolExecutor(0, 1, 1, TimeUnit.HOURS, new SynchronousQueue<>());
  private final ThreadPoolExecutor lasting =
      new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());

  @AfterEach
  void end() {
    passing.shutdownNow();
    lasting.shutdownNow();
  }

  @Test
  void leavesOutWhatEndsByItself() throws Exception {
    Thread idle = idle(passing);

    assertThat(Figures.staying()).doesNotContain(idle);
  }

  @Test
  void countsWhatWaitsWithoutEnd() throws Exception {
    Thread idle = idle(lasting);

    assertThat(Figures.staying()).contains(idle);
  }

  // A thread that did its work and waits for more.
  private Thread idle(Executor pool) throws InterruptedException {
    pool.execute(() -> seen.add(Thread.currentThread()));
    Thread thread = seen.take();
    while (!thread.getState().name().endsWith("WAITING")) {
      Thread.sleep(1);
    }
    return thread;
  }
}
