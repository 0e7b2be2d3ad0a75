// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.SynchronousBundleListener;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Progress;
import org.waagent.plugin.Wanted;
import org.waagent.updater.archive.Uses;

/** Features that do harm, in a real framework and on a clock moved by hand. */
final class SupervisionTest {
  private static final Grant ACME = new Grant("acme", "1.0.0", Uses.NOTHING);
  private static final int WAITS = 300;

  @TempDir Path folder;

  private TestMachine machine;
  private Framework framework;
  private Quarantine quarantine;
  private Guards guards;
  private Supervision supervision;
  private BundleContext acme;
  private volatile List<Progress.PluginProgress> plugins = List.of();

  private final Progress progress =
      new Progress() {
        @Override
        public Optional<Instant> goalStateRead() {
          return Optional.empty();
        }

        @Override
        public Optional<Instant> statusAccepted() {
          return Optional.empty();
        }

        @Override
        public List<PluginProgress> plugins() {
          return plugins;
        }
      };

  private record Named(String name) implements Plugin {
    @Override
    public Plan plan(Wanted wanted) {
      return Plan.nothing();
    }
  }

  @BeforeEach
  void start() throws Exception {
    machine = TestMachine.at(folder.resolve("root"));
    framework = new Framework(folder.resolve("storage"));
    Path file = Path.of("/features/quarantine.json");
    quarantine = new Quarantine(() -> Optional.of(machine.files()), file, machine.log().logger());
    Refusals refusals = new Refusals(machine.clock(), machine.log().logger());
    BundleContext updater = framework.agent("updater");
    guards = new Guards(updater, framework::grant, quarantine::holds, refusals);
    supervision =
        new Supervision(
            updater,
            guards.partners(),
            quarantine,
            () -> Optional.of(progress),
            machine.clock(),
            machine.log().logger());
    SynchronousBundleListener refresh =
        event -> {
          guards.refresh();
          supervision.refresh();
        };
    framework.context().addBundleListener(refresh);
    supervision.start();
    acme = framework.partner("acme.motd", ACME);
  }

  @AfterEach
  void stop() throws Exception {
    supervision.close();
    guards.close();
    framework.stop();
  }

  private void plugin(BundleContext owner, String name) {
    owner.registerService(Plugin.class, new Named(name), null);
  }

  private static Progress.PluginProgress failing(String name, int times, int code) {
    return new Progress.PluginProgress(
        name, Optional.of(new Outcome.Failed(code, "oops")), times, Optional.empty());
  }

  private void awaitStopped() throws InterruptedException {
    Bundle bundle = framework.bundle("acme.motd");
    for (int i = 0; i < WAITS && bundle.getState() != Bundle.RESOLVED; i++) {
      Thread.sleep(100);
    }
    assertThat(bundle.getState()).isEqualTo(Bundle.RESOLVED);
  }

  /** Code of a feature that the framework calls, and waits for. */
  private record Stuck(CountDownLatch reached, CountDownLatch freed) implements ServiceListener {
    @Override
    public void serviceChanged(ServiceEvent event) {
      reached.countDown();
      try {
        freed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** At a start of the agent it would keep all that is started after it waiting. */
  @Test
  void aFeatureThatThePlatformWaitsForIsStopped() throws Exception {
    BundleContext slow =
        framework.partner("slow", new Grant("slow", "1", Uses.NOTHING), Stuck.class);
    Stuck stuck = new Stuck(new CountDownLatch(1), new CountDownLatch(1));
    slow.addServiceListener(stuck);
    Thread starter =
        new Thread(() -> slow.registerService(Runnable.class, () -> {}, null), "starter");
    starter.start();
    try {
      assertThat(stuck.reached().await(60, TimeUnit.SECONDS)).isTrue();
      for (int minute = 0; minute < Conduct.MOST_LOOKS; minute++) {
        supervision.look();
      }
      assertThat(quarantine.all()).isEmpty();

      supervision.look();

      assertThat(quarantine.all())
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.feature()).isEqualTo("slow");
                assertThat(one.reason()).contains("waiting for 15 min");
              });
    } finally {
      stuck.freed().countDown();
      starter.join();
    }
  }

  private void assertRuns() {
    assertThat(quarantine.all()).isEmpty();
    assertThat(framework.bundle("acme.motd").getState()).isEqualTo(Bundle.ACTIVE);
  }

  @Test
  void aPluginThatFailsAgainAndAgainIsStoppedWithItsReason() throws Exception {
    plugin(acme, "Acme.Motd");

    plugins = List.of(failing("Acme.Motd", Conduct.MOST_FAILURES, Outcome.Failed.UNEXPECTED));
    supervision.look();

    awaitStopped();
    assertThat(quarantine.all())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.feature()).isEqualTo("acme");
              assertThat(one.since()).isEqualTo(machine.clock().instant());
              assertThat(one.reason())
                  .isEqualTo("Acme.Motd failed 5 times in a row, at last with: oops");
            });
  }

  @Test
  void aPluginThatSaysWhyItFailsIsLeftAlone() {
    plugin(acme, "Acme.Motd");

    plugins = List.of(failing("Acme.Motd", 100, 7));
    supervision.look();
    plugins = List.of(failing("Acme.Motd", Conduct.MOST_FAILURES - 1, Outcome.Failed.UNEXPECTED));
    supervision.look();

    assertRuns();
  }

  @Test
  void aCallThatHangsIsNotWaitedForForEver() throws Exception {
    plugin(acme, "Acme.Motd");
    Instant began = machine.clock().instant();
    plugins =
        List.of(new Progress.PluginProgress("Acme.Motd", Optional.empty(), 0, Optional.of(began)));

    machine.clock().advance(Conduct.LONGEST_CALL);
    supervision.look();
    assertRuns();

    machine.clock().advance(Duration.ofSeconds(1));
    supervision.look();
    awaitStopped();
    assertThat(quarantine.all().get(0).reason()).contains("does not return from a call");
  }

  @Test
  void aPluginOfTheAgentIsNoMatterOfQuarantine() throws Exception {
    plugin(framework.agent("kernel"), "kernel");

    plugins = List.of(failing("kernel", 100, Outcome.Failed.UNEXPECTED));
    supervision.look();

    assertRuns();
  }

  @Test
  void aPluginThatTakesTheNameOfOneOfTheAgentIsStopped() throws Exception {
    plugin(acme, "extension-handler");

    awaitStopped();
    assertThat(quarantine.all().get(0).reason())
        .isEqualTo("its plugin is called 'extension-handler', not Publisher.Type");
  }

  @Test
  void aPluginThatTakesTheNameOfAnotherPartnersIsStopped() throws Exception {
    plugin(acme, "Acme.Motd");
    BundleContext other = framework.partner("other", new Grant("other", "1", Uses.NOTHING));

    plugin(other, "Acme.Motd");

    assertThat(quarantine.all())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.feature()).isEqualTo("other");
              assertThat(one.reason())
                  .isEqualTo("its plugin is called Acme.Motd as one of feature acme");
            });
    assertThat(framework.bundle("acme.motd").getState()).isEqualTo(Bundle.ACTIVE);
  }

  @Test
  void aFeatureIsReleased() throws Exception {
    supervision.stop(ACME, "for a test");
    awaitStopped();

    assertThat(supervision.start("acme")).isEmpty();
    assertThat(supervision.release("acme")).isTrue();
    assertThat(supervision.release("acme")).isFalse();
    assertThat(supervision.start("acme")).isEmpty();
    assertRuns();
  }

  @Test
  void deathsAndThreadsHaveTheirBounds() {
    assertThat(Conduct.fault(Conduct.MOST_THREADS, Conduct.MOST_UNCAUGHT - 1, "x")).isEmpty();
    assertThat(Conduct.fault(Conduct.MOST_THREADS + 1, 0, ""))
        .hasValue("it has 21 threads, more than 20");
    assertThat(Conduct.fault(0, Conduct.MOST_UNCAUGHT, "java.lang.Error: no"))
        .hasValue("3 of its threads died, at last of: java.lang.Error: no");
  }
}
