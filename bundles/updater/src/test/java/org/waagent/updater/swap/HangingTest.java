// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.waagent.machine.TestMachine;
import org.waagent.os.Files;
import org.waagent.plugin.FrameworkProperties;
import org.waagent.plugin.Progress;
import org.waagent.updater.State;
import org.waagent.updater.Step;
import org.waagent.updater.store.Entry;

/** Bundles that do not come up, nor fail. */
class HangingTest {
  private static final String WAITS =
      "<reference name=\"r\" interface=\"java.util.concurrent.CountDownLatch\" bind=\"await\"/>";

  @TempDir private Path folder;
  private final CountDownLatch opened = new CountDownLatch(1);
  private final AtomicInteger restarts = new AtomicInteger();
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    open("first");
  }

  private void open(String start) throws Exception {
    open(start, Stage.Setting.usual());
  }

  private void open(String start, Stage.Setting setting) throws Exception {
    Files files = TestMachine.below(folder).files();
    Patience patience =
        Patience.USUAL.starting(Duration.ofSeconds(1)).checking(Duration.ofSeconds(1));
    stage =
        new Stage(
            folder, () -> files, start, setting.patient(patience).watching(Duration.ofSeconds(2)));
    stage.context().registerService(CountDownLatch.class, opened, null);
    stage
        .context()
        .registerService(
            Runnable.class,
            restarts::incrementAndGet,
            FrameworkUtil.asDictionary(Map.of(FrameworkProperties.RESTART, "true")));
  }

  @AfterEach
  void close() throws Exception {
    opened.countDown();
    stage.close();
  }

  private State.Past swap(String kind) throws Exception {
    stage.swapping.run(stage.update(Stage.jar(kind, "2.0.0", "", WAITS)));
    return stage.journal.history().stream().findFirst().orElse(null);
  }

  @Test
  void aBundleThatWaitsForEverIsTakenBackInTheRunningAgent() throws Exception {
    State.Past past = swap("Slow");

    assertThat(past.step()).isEqualTo(Step.SWAP);
    assertThat(past.reason()).contains("start of sample does not end within 1 s");
    assertIsBack();
    assertThat(restarts).hasValue(0);
  }

  @Test
  void aBundleThatIsStuckHasTheAgentRestarted() throws Exception {
    assertThat(swap("Stuck")).isNull();

    Entry entry = stage.journal.current().orElseThrow();
    assertThat(entry.step()).isEqualTo(Step.GO_BACK);
    assertThat(entry.failed()).isEqualTo(Step.SWAP);
    assertThat(entry.reason()).contains("start of sample does not end within 1 s");
    assertThat(restarts).hasValue(1);
    assertThat(stage.pointers.committed()).isEqualTo("installed");
    assertThat(stage.offering()).contains("1.0.0");
  }

  @Test
  void theRestartedAgentHasTheOldBundleAndGivesTheUpdateUp() throws Exception {
    swap("Stuck");
    close();
    open("second");
    stage.resume();

    assertThat(stage.journal.history()).singleElement().matches(past -> !past.isGood());
    assertIsBack();
    assertThat(restarts).hasValue(1);
  }

  @Test
  void aComponentThatIsMadeLateAndHangsIsNotWaitedForForEver() throws Exception {
    stage.swapping.run(stage.update(Stage.later("Slow", "2.0.0", WAITS)));

    Entry entry = stage.journal.current().orElseThrow();
    assertThat(entry.step()).isEqualTo(Step.GO_BACK);
    assertThat(entry.failed()).isEqualTo(Step.SWAP);
    assertThat(entry.reason()).contains("sample: a new bundle does not answer");
    assertThat(restarts).hasValue(1);
    assertThat(stage.pointers.committed()).isEqualTo("installed");
  }

  @Test
  void aPluginThatDoesNotAnswerIsNotWaitedForForEver() throws Exception {
    stage.context().registerService(Progress.class, new Moving(), null);

    stage.swapping.run(stage.update(Stage.jar("Nameless", "2.0.0", Stage.HOST_PACKAGES, "")));

    Entry entry = stage.journal.current().orElseThrow();
    assertThat(entry.failed()).isEqualTo(Step.WATCH);
    assertThat(entry.reason()).contains("a new bundle does not answer");
    assertThat(restarts).hasValue(1);
  }

  @Test
  void aCheckThatHangsDoesNotKeepItsBundleFromBeingReplaced() throws Exception {
    close();
    byte[] silent = Stage.jar("Silent", "1.0.0", Stage.HOST_PACKAGES, "");
    try (Stream<Path> old = java.nio.file.Files.walk(folder.resolve("home"))) {
      for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
        java.nio.file.Files.delete(path);
      }
    }
    open("second", Stage.Setting.usual().installed(silent));

    stage.swapping.run(stage.update(Stage.jar(Stage.GOOD, "2.0.0", "", "")));

    assertThat(stage.journal.history()).singleElement().matches(State.Past::isGood);
    assertThat(stage.offering()).containsExactly("2.0.0");
  }

  @Test
  void aFrameworkThatIsStuckHasTheAgentRestarted() throws Exception {
    stage.context().registerService(Progress.class, new Trigger(), null);

    assertThat(swap(Stage.GOOD)).isNull();

    Entry entry = stage.journal.current().orElseThrow();
    assertThat(entry.step()).isEqualTo(Step.GO_BACK);
    assertThat(entry.failed()).isEqualTo(Step.WATCH);
    assertThat(entry.reason()).contains("the framework is stuck");
    assertThat(restarts).hasValue(1);
    assertThat(stage.pointers.committed()).isEqualTo("installed");
  }

  /** Is asked before the swap, and then while the new bundle is watched. */
  private static class Moving implements Progress {
    private final AtomicInteger asked = new AtomicInteger();

    /** Hears how often it was asked by now. */
    void asked(int times) {}

    @Override
    public Optional<Instant> goalStateRead() {
      int times = asked.incrementAndGet();
      asked(times);
      return Optional.of(Instant.EPOCH.plusSeconds(times));
    }

    @Override
    public Optional<Instant> statusAccepted() {
      return goalStateRead();
    }

    @Override
    public List<PluginProgress> plugins() {
      return List.of();
    }
  }

  private final class Trigger extends Moving {
    @Override
    void asked(int times) {
      if (times == 3) {
        new Thread(HangingTest.this::blockTheFramework).start();
      }
    }
  }

  private void blockTheFramework() {
    ResolverHookFactory never =
        triggers -> {
          try {
            opened.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return null;
        };
    stage.context().registerService(ResolverHookFactory.class, never, null);
    try {
      stage.empty("stuck");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertIsBack() throws Exception {
    assertThat(stage.offering()).containsExactly("1.0.0");
    assertThat(stage.installed()).isEqualTo(1);
    assertThat(stage.pointers.committed()).isEqualTo("installed");
    assertThat(stage.journal.current()).isEmpty();
  }
}
