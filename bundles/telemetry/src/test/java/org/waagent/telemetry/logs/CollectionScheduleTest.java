// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.condition.Condition;
import org.waagent.machine.TestMachine;
import org.waagent.telemetry.config.DebugConfig;

/** When the task is there. */
final class CollectionScheduleTest {
  @TempDir private Path root;
  private final AtomicBoolean offered = new AtomicBoolean();
  private Runnable meanwhile = () -> {};

  @Test
  void itIsOfferedAfterTheDelayAndTakenBackAtTheEnd() throws IOException {
    TestMachine machine = TestMachine.at(root);
    CollectionSchedule schedule = schedule(machine);
    assertThat(offered).isFalse();
    machine.clock().advance(Duration.ofSeconds(300));
    assertThat(offered).isTrue();

    schedule.stop();

    assertThat(offered).isFalse();
  }

  @Test
  void itEndsWhileItIsOffered() {
    TestMachine machine = TestMachine.at(root);
    CollectionSchedule schedule = schedule(machine);
    meanwhile = () -> CompletableFuture.runAsync(() -> end(schedule)).orTimeout(20, SECONDS).join();

    machine.clock().advance(Duration.ofSeconds(300));

    assertThat(offered).isFalse();
  }

  private static final TimeUnit SECONDS = TimeUnit.SECONDS;

  private static void end(CollectionSchedule schedule) {
    try {
      schedule.stop();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private CollectionSchedule schedule(TestMachine machine) {
    return new CollectionSchedule(
        context(),
        new Logs(),
        new Debug(),
        machine.clock(),
        Condition.INSTANCE,
        Condition.INSTANCE);
  }

  private BundleContext context() {
    return fake(BundleContext.class, this::register);
  }

  private Object register() {
    offered.set(true);
    meanwhile.run();
    return fake(
        ServiceRegistration.class,
        () -> {
          offered.set(false);
          return null;
        });
  }

  private static <T> T fake(Class<T> type, Supplier<Object> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> answer.get()));
  }

  private record Logs() implements LogsConfig {
    @Override
    public boolean collect() {
      return true;
    }

    @Override
    public int collectPeriod() {
      return 3600;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return LogsConfig.class;
    }
  }

  private record Debug() implements DebugConfig {
    @Override
    public int etpCollectionPeriod() {
      return 300;
    }

    @Override
    public int logCollectorInitialDelay() {
      return 300;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return DebugConfig.class;
    }
  }
}
