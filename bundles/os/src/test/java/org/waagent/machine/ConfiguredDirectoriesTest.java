// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.service.condition.Condition;

class ConfiguredDirectoriesTest {
  private final TestLog log = new TestLog();

  /** A configuration as SCR gives it: defaults where no value is set. */
  private static <A extends Annotation> A config(Class<A> type, Map<String, Object> values) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                values.getOrDefault(method.getName(), method.getDefaultValue())));
  }

  private ConfiguredDirectories directories(Map<String, Object> values) {
    PidFile pid = new PidFile(config(PidConfig.class, values), Condition.INSTANCE, log.logger());
    LogFile logFile =
        new LogFile(config(LogsConfig.class, Map.of()), Condition.INSTANCE, log.logger());
    return new ConfiguredDirectories(
        config(LibConfig.class, values),
        config(ExtensionConfig.class, values),
        config(DvdConfig.class, values),
        pid,
        logFile,
        Condition.INSTANCE,
        log.logger());
  }

  @Test
  void hasTheWellKnownPlacesByDefault() {
    ConfiguredDirectories places = directories(Map.of());
    assertThat(places.lib()).isEqualTo(Path.of("/var/lib/waagent"));
    assertThat(places.extensionLogs()).isEqualTo(Path.of("/var/log/azure"));
    assertThat(places.log()).isEqualTo(Path.of("/var/log/waagent.log"));
    assertThat(places.pidFile()).isEqualTo(Path.of("/var/run/waagent.pid"));
    assertThat(places.dvdMountPoint()).isEqualTo(Path.of("/mnt/cdrom/secure"));
    assertThat(places.state("core")).isEqualTo(Path.of("/var/lib/waagent/state/core"));
  }

  @Test
  void takesEveryKey() {
    ConfiguredDirectories places =
        directories(Map.of("dir", "/a", "logDir", "/b", "mountPoint", "c", "file", "/d"));
    assertThat(places.lib()).isEqualTo(Path.of("/a"));
    assertThat(places.extensionLogs()).isEqualTo(Path.of("/b"));
    assertThat(places.dvdMountPoint()).isEqualTo(Path.of("/c"));
    assertThat(places.pidFile()).isEqualTo(Path.of("/d"));
    assertThat(places.log()).isEqualTo(Path.of("/var/log/waagent.log"));
  }

  @Test
  void keepsItsValuesAndTellsThatAChangeCountsLater() {
    ConfiguredDirectories places = directories(Map.of());
    places.changed(
        config(LibConfig.class, Map.of("dir", "/elsewhere")),
        config(ExtensionConfig.class, Map.of()),
        config(DvdConfig.class, Map.of()));
    assertThat(places.lib()).isEqualTo(Path.of("/var/lib/waagent"));
    assertThat(log.lines())
        .containsExactly(
            "WARN Lib.Dir stays /var/lib/waagent: /elsewhere counts at the agent's next start");
  }
}
