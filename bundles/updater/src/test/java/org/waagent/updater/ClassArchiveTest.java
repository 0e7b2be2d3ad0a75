// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.launch.Framework;
import org.waagent.machine.ManualClock;
import org.waagent.machine.TestLog;
import org.waagent.plugin.FrameworkProperties;

/** When the launcher is asked for another class-data archive. */
final class ClassArchiveTest {
  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock();
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicBoolean done = new AtomicBoolean();
  private final Semaphore asked = new Semaphore(0);
  private Framework framework;
  private ClassArchive archive;

  @BeforeEach
  void start() throws Exception {
    framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(Constants.FRAMEWORK_STORAGE, folder.toString(), "felix.log.level", "0"));
    framework.start();
    BooleanSupplier launcher =
        () -> {
          boolean told = done.get();
          asked.release();
          return told;
        };
    framework
        .getBundleContext()
        .registerService(
            BooleanSupplier.class,
            launcher,
            FrameworkUtil.asDictionary(Map.of(FrameworkProperties.ARCHIVE, Boolean.TRUE)));
    archive =
        new ClassArchive(
            framework.getBundleContext(), () -> clock, busy::get, new TestLog().logger());
  }

  @AfterEach
  void stop() throws Exception {
    archive.close();
    framework.stop();
    framework.waitForStop(10_000);
  }

  /** Lets time pass, and what it begins come to its end. */
  private void pass(Duration time) throws InterruptedException {
    clock.advance(time);
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("updater: class-data archive")) {
        thread.join();
      }
    }
  }

  private void assertAsked(int times) {
    assertThat(asked.drainPermits()).isEqualTo(times);
  }

  @Test
  void whereItIsDoneNothingIsAskedAgain() throws Exception {
    done.set(true);
    archive.soon();

    pass(ClassArchive.QUIET.minusSeconds(1));
    assertAsked(0);
    pass(Duration.ofSeconds(1));
    assertAsked(1);
    assertThat(clock.pending()).isZero();
  }

  @Test
  void anotherUpdatePutsItOff() throws Exception {
    archive.soon();
    pass(ClassArchive.QUIET.minusSeconds(1));
    archive.soon();

    pass(ClassArchive.QUIET.minusSeconds(1));
    assertAsked(0);
    pass(Duration.ofSeconds(1));
    assertAsked(1);
  }

  @Test
  void whileTheMachineHasOtherWorkItIsAskedLater() throws Exception {
    archive.soon();
    pass(ClassArchive.QUIET);
    assertAsked(1);

    done.set(true);
    pass(ClassArchive.LATER);
    assertAsked(1);
    assertThat(clock.pending()).isZero();
  }

  @Test
  void whileAnUpdateIsUnderWayNobodyIsAsked() throws Exception {
    busy.set(true);
    archive.soon();
    pass(ClassArchive.QUIET);
    assertAsked(0);

    busy.set(false);
    pass(ClassArchive.QUIET);
    assertAsked(1);
  }

  @Test
  void afterTheEndOfTheBundleNothingIsLeft() throws Exception {
    archive.soon();
    archive.close();
    archive.soon();

    assertThat(clock.pending()).isZero();
  }
}
