// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waagent.machine.TestLog;

/** Whose code a thread runs. */
final class BlameTest {
  private final Blame blame = new Blame(Map.of(BlameTest.class.getName(), "acme"));

  private static StackTraceElement[] stack(String type) {
    return new StackTraceElement[] {
      new StackTraceElement("java.lang.Thread", "run", "Thread.java", 1),
      new StackTraceElement(type, "work", "X.java", 1)
    };
  }

  @Test
  void threadsAreCountedByFeature() {
    StackTraceElement[] ours = stack(BlameTest.class.getName());

    assertThat(blame.count(List.of(ours, ours, stack("org.waagent.core.Agent"))))
        .containsOnly(Map.entry("acme", 2));
  }

  @Test
  void aThreadThatDiesIsCountedAndStillToldToWhoWasThereBefore() throws Exception {
    TestLog log = new TestLog();
    Uncaught uncaught = new Uncaught(() -> blame, log.logger());
    Thread thread =
        new Thread(
            () -> {
              throw new IllegalStateException("no", new Error("cause"));
            });
    thread.setUncaughtExceptionHandler(uncaught);

    thread.start();
    thread.join(30_000);

    assertThat(uncaught.of("acme"))
        .isEqualTo(new Uncaught.Deaths(1, "java.lang.IllegalStateException: no"));
    assertThat(log.lines()).singleElement().asString().contains("died");
    uncaught.forget("acme");
    assertThat(uncaught.of("acme").times()).isZero();
  }
}
