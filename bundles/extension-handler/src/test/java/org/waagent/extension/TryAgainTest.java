// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waagent.goalstate.Handler;
import org.waagent.host.HostException.Kind;
import org.waagent.machine.ManualClock;
import org.waagent.os.Clock;
import org.waagent.os.Shell;
import org.waagent.plugin.Status;

/** What may pass is tried again, with bounds; what is final is told at once. */
@Timeout(120)
class TryAgainTest {
  private static final String NAME = "Acme.Web";
  private static final String PACKAGE = NAME + "/1.0.0";
  private static final Handler WANTED = handler(NAME, "1.0.0", ENABLED, settings(NAME, 1));

  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    agent = new Agent(folder);
    agent.publish(NAME, "1.0.0");
  }

  private long count(String address) {
    return agent.artifacts.requests.stream().filter(address::equals).count();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"UNREACHABLE", "BUSY", "GONE"})
  void fetchesAgainUntilThePackageCame(Kind kind) throws Exception {
    agent.artifacts.fail(NAME, kind, 1);
    agent.artifacts.fail(PACKAGE, kind, 3);
    assertThat(agent.processInTime(1, WANTED)).isEmpty();
    assertThat(count(PACKAGE)).isEqualTo(4);
    assertThat(agent.calls()).containsExactly("install 1.0.0 1", "enable 1.0.0 1");
  }

  @Test
  void saysMeanwhileThatTheHandlerIsBeingInstalledAndWhatWentWrong() throws Exception {
    agent.artifacts.fail(PACKAGE, Kind.BUSY, 1);
    var goal = Goals.extensions(1, false, List.of(), WANTED);
    Thread lane = agent.processAside(goal);
    Agent.until(
        () ->
            agent.statuses().stream()
                .anyMatch(s -> s.message().orElse("").contains("BUSY at Acme.Web/1.0.0")));
    Status status = agent.statuses().get(0);
    assertThat(status.state()).isEqualTo("Installing");
    assertThat(status.code()).isZero();
    assertThat(status.message().orElseThrow()).contains("try 1 of 5 failed, the next is at 2026-");
    assertThat(agent.machine.clock().pending()).isEqualTo(1);
    agent.machine.clock().advance(Duration.ofSeconds(13));
    lane.join();
    assertThat(agent.statuses().get(0).state()).isEqualTo("Ready");
  }

  @Test
  @Timeout(30)
  void triesAgainAlsoWhereItIsTimeForItBeforeTheWaitBegan() throws Exception {
    ManualClock manual = agent.machine.clock();
    agent.clock =
        (Clock)
            Proxy.newProxyInstance(
                Clock.class.getClassLoader(),
                new Class<?>[] {Clock.class},
                (proxy, method, arguments) -> {
                  Object result = method.invoke(manual, arguments);
                  if (method.getName().equals("sinceStart")) {
                    manual.advance(Duration.ofSeconds(6));
                  }
                  return result;
                });
    agent.replaced();
    agent.artifacts.fail(PACKAGE, Kind.BUSY, 1);
    assertThat(agent.process(1, WANTED)).isEmpty();
    assertThat(count(PACKAGE)).isEqualTo(2);
  }

  @Test
  void givesUpAfterFiveTries() throws Exception {
    agent.artifacts.fail(PACKAGE, Kind.UNREACHABLE, 100);
    assertThat(agent.processInTime(1, WANTED)).hasSize(1);
    assertThat(count(PACKAGE)).isEqualTo(5);
    assertThat(agent.statuses().get(0).code()).isEqualTo(1001);
    assertThat(agent.machine.clock().sinceStart()).isLessThan(Duration.ofMinutes(15));
    assertThat(agent.plan(Goals.extensions(1, false, List.of(), WANTED)).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"REFUSED", "UNSUPPORTED", "LOCAL"})
  void tellsAtOnceWhatIsFinal(Kind kind) throws Exception {
    agent.artifacts.fail(PACKAGE, kind, 1);
    assertThat(agent.process(1, WANTED)).hasSize(1);
    assertThat(count(PACKAGE)).isEqualTo(1);
    assertThat(agent.statuses().get(0).code()).isEqualTo(1001);
  }

  @Test
  void doesNotWaitBeyondTheDeadlineOfTheGoalState() throws Exception {
    agent.limits = Agent.limits(Duration.ofSeconds(60), Duration.ofSeconds(5));
    agent.start();
    agent.artifacts.fail(PACKAGE, Kind.UNREACHABLE, 1);
    assertThat(agent.process(1, WANTED)).hasSize(1);
    assertThat(count(PACKAGE)).isEqualTo(1);
  }

  private AtomicInteger launchesFail(int times) {
    return launchesFail(times, new IOException("error=11, Resource temporarily unavailable"));
  }

  private AtomicInteger launchesFail(int times, Throwable failure) {
    AtomicInteger left = new AtomicInteger(times);
    Shell real = agent.machine.shell();
    agent.shell =
        (Shell)
            Proxy.newProxyInstance(
                Shell.class.getClassLoader(),
                new Class<?>[] {Shell.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("start") && left.getAndDecrement() > 0) {
                    throw failure;
                  }
                  try {
                    return method.invoke(real, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    agent.replaced();
    return left;
  }

  @Test
  void startsACommandAgainTheMachineHadNoProcessFor() throws Exception {
    launchesFail(2);
    assertThat(agent.processInTime(1, WANTED)).isEmpty();
    assertThat(agent.calls()).containsExactly("install 1.0.0 1", "enable 1.0.0 1");
  }

  @Test
  void whatAgentCodeCanNotDoAtAllIsNotTriedWithoutEnd() throws Exception {
    AtomicInteger left = launchesFail(100, new NoClassDefFoundError("org/acme/Lost"));
    assertThat(agent.processInTime(1, WANTED)).hasSize(1);
    assertThat(left.get()).isEqualTo(99);
    assertThat(agent.statuses().get(0).message().orElseThrow()).contains("org/acme/Lost");
  }

  @Test
  void waitsBeforeItGoesOnWithoutMemory() throws Exception {
    AtomicInteger left = launchesFail(2, new OutOfMemoryError("unable to create native thread"));
    assertThat(agent.processInTime(1, WANTED)).isEmpty();
    assertThat(left.get()).isEqualTo(-2);
    assertThat(agent.machine.clock().sinceStart()).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  @Tag("D26")
  void givesUpACommandThatCanNotBeStartedThreeTimes() throws Exception {
    AtomicInteger left = launchesFail(100);
    assertThat(agent.processInTime(1, WANTED)).hasSize(1);
    assertThat(left.get()).isEqualTo(97);
    assertThat(agent.statuses().get(0).code()).isEqualTo(1007);
    assertThat(agent.statuses().get(0).message().orElseThrow())
        .startsWith("Could not be started: ");
  }
}
