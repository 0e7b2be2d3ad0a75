// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.waagent.core.lane.Lanes;
import org.waagent.machine.ManualClock;
import org.waagent.machine.TestLog;
import org.waagent.plugin.AgentStart;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Wanted;

class SlowPluginTest {
  private static final PluginFacts FACTS = TestPlugin.facts();

  private final ManualClock clock = new ManualClock();
  private final TestLog log = new TestLog();
  private final Plugins plugins =
      new Plugins(
          new Lanes(clock, log.logger()),
          Wanted.nothing(new AgentStart("start")),
          () -> {},
          log.logger());
  private final CountDownLatch began = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final TestPlugin slow = new TestPlugin("slow", wanted -> Plan.of(new SlowChange()));

  @Test
  void doesNotDelayAnotherAndShowsWhatItDoes() throws Exception {
    plugins.add(slow, FACTS);
    assertThat(began.await(60, TimeUnit.SECONDS)).isTrue();
    CountDownLatch other = new CountDownLatch(1);
    plugins.add(
        new TestPlugin(
            "quick",
            wanted -> {
              other.countDown();
              return Plan.nothing();
            }),
        FACTS);
    assertThat(other.await(60, TimeUnit.SECONDS)).isTrue();
    PluginState.Work work = plugins.runners().get(1).state().work().orElseThrow();
    assertThat(work.what()).isEqualTo("sleeps");
    assertThat(work.limit()).hasValue(Duration.ofMinutes(5));
    assertThat(work.since()).isEqualTo(clock.instant());
    release.countDown();
  }

  @Test
  void isLetGoWithoutWaitingForItsChange() throws Exception {
    plugins.add(slow, FACTS);
    assertThat(began.await(60, TimeUnit.SECONDS)).isTrue();
    plugins.remove(slow);
    assertThat(plugins.runners()).isEmpty();
    assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
  }

  private final class SlowChange implements Change {
    @Override
    public String id() {
      return "sleeps";
    }

    @Override
    public Optional<Duration> limit() {
      return Optional.of(Duration.ofMinutes(5));
    }

    @Override
    public Outcome apply() throws InterruptedException {
      began.countDown();
      try {
        release.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw e;
      }
      return Outcome.done();
    }
  }
}
