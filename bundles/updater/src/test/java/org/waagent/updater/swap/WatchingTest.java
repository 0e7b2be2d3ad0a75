// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.TestMachine;
import org.waagent.os.Files;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Progress;
import org.waagent.updater.State;
import org.waagent.updater.Step;

/** What is looked at after a swap, and what is kept or taken back because of it. */
class WatchingTest {
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final Instant BEFORE = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path folder;
  private final AtomicLong asked = new AtomicLong();
  private Stage stage;

  /** What the core tells: each time is the same as ever, or another each time it is asked. */
  private final class Told implements Progress {
    private final boolean reads;
    private final boolean reports;
    private final List<PluginProgress> plugins;

    Told(boolean reads, boolean reports, PluginProgress... plugins) {
      this.reads = reads;
      this.reports = reports;
      this.plugins = List.of(plugins);
    }

    @Override
    public Optional<Instant> goalStateRead() {
      return time(reads);
    }

    @Override
    public Optional<Instant> statusAccepted() {
      return time(reports);
    }

    private Optional<Instant> time(boolean moves) {
      return Optional.of(moves ? BEFORE.plusSeconds(asked.incrementAndGet()) : BEFORE);
    }

    @Override
    public List<PluginProgress> plugins() {
      return plugins;
    }
  }

  /** One that asks nothing of the host, as the core of a machine that wants no agent. */
  private static Progress resting() {
    return new Progress() {
      @Override
      public Optional<Instant> goalStateRead() {
        return Optional.empty();
      }

      @Override
      public Optional<Instant> statusAccepted() {
        return Optional.empty();
      }

      @Override
      public boolean rests() {
        return true;
      }

      @Override
      public List<PluginProgress> plugins() {
        return List.of();
      }
    };
  }

  private static Progress.PluginProgress ended(Outcome outcome) {
    return new Progress.PluginProgress("sample", Optional.of(outcome), 0, Optional.empty());
  }

  private void open(Stage.Setting setting) throws Exception {
    Files files = TestMachine.below(folder).files();
    stage = new Stage(folder, () -> files, "start", setting);
  }

  @AfterEach
  void close() throws Exception {
    stage.close();
  }

  private State.Past swap(String kind, Progress progress) throws Exception {
    stage.context().registerService(Progress.class, progress, null);
    return swap(kind);
  }

  private State.Past swap(String kind) throws Exception {
    stage.swapping.run(stage.update(Stage.jar(kind, "2.0.0", Stage.HOST_PACKAGES, "")));
    return stage.journal.history().get(0);
  }

  private void assertIsBack(State.Past past, String reason) throws Exception {
    assertThat(past.step()).isEqualTo(Step.WATCH);
    assertThat(past.reason()).contains(reason);
    assertThat(stage.offering()).containsExactly("1.0.0");
    assertThat(stage.installed()).isEqualTo(1);
    assertThat(stage.pointers.committed()).isEqualTo("installed");
    assertThat(stage.journal.current()).isEmpty();
  }

  private void assertIsKept(State.Past past) throws Exception {
    assertThat(past.reason()).isEmpty();
    assertThat(stage.offering()).containsExactly("2.0.0");
    assertThat(stage.pointers.committed()).isEqualTo(past.to());
  }

  @Test
  void aBundleWhoseCheckFindsAnErrorIsTakenBack() throws Exception {
    open(Stage.Setting.usual());
    assertIsBack(swap("Ill"), "check sample is worse than before: nothing works here");
  }

  @Test
  void aComponentThatCanBeMadeTheSecondTimeIsKept() throws Exception {
    open(Stage.Setting.usual());
    assertIsKept(swap("Shy"));
  }

  @Test
  void whereTheAgentRestsNoStatusIsWaitedFor() throws Exception {
    open(Stage.Setting.usual());
    assertIsKept(swap("Good", resting()));
  }

  @Test
  void whereTheAgentRestsABadCheckIsStillSeen() throws Exception {
    open(Stage.Setting.usual());
    assertIsBack(swap("Ill", resting()), "check sample is worse than before");
  }

  @Test
  void anErrorThatWasThereBeforeIsNoReasonToGoBack() throws Exception {
    byte[] ill = Stage.jar("Ill", "1.0.0", Stage.HOST_PACKAGES, "");
    open(Stage.Setting.usual().installed(ill));
    assertIsKept(swap("Ill"));
  }

  @Test
  void anAgentThatReadsNoGoalStateAnyMoreIsTakenBack() throws Exception {
    open(Stage.Setting.usual().watching(SHORT));
    assertIsBack(swap(Stage.GOOD, new Told(false, true)), "no goal state was read since");
  }

  @Test
  void anAgentWhoseStatusIsNotAcceptedAnyMoreIsTakenBack() throws Exception {
    open(Stage.Setting.usual().watching(SHORT));
    assertIsBack(swap(Stage.GOOD, new Told(true, false)), "no status was accepted since");
  }

  @Test
  void anAgentThatReadsAndReportsIsKept() throws Exception {
    open(Stage.Setting.usual());
    assertIsKept(swap(Stage.GOOD, new Told(true, true)));
  }

  @Test
  void aPluginThatFailsInAWayItDidNotMeanIsTakenBackAtOnce() throws Exception {
    open(Stage.Setting.usual().watching(Duration.ofMinutes(10)));
    Outcome thrown = new Outcome.Failed(Outcome.Failed.UNEXPECTED, "it threw");
    assertIsBack(swap("Idle", new Told(true, true, ended(thrown))), "sample failed: it threw");
  }

  @Test
  void aPluginThatFailsAsItMeantIsKept() throws Exception {
    open(Stage.Setting.usual());
    Outcome meant = new Outcome.Failed(7, "no disk");
    assertIsKept(swap("Idle", new Told(true, true, ended(meant))));
  }

  @Test
  void aPluginThatTheCoreDoesNotFindIsTakenBack() throws Exception {
    open(Stage.Setting.usual().watching(SHORT));
    assertIsBack(swap("Idle", new Told(true, true)), "the core does not know [sample]");
  }
}
