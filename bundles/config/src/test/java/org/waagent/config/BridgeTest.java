// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.service.condition.Condition;
import org.waagent.plugin.FrameworkProperties;

class BridgeTest {
  @TempDir Path root;
  private ConfMachine machine;

  @BeforeEach
  void prepare() {
    machine = new ConfMachine(root);
  }

  @Test
  void saysConfiguredOnceEverythingIsWritten() throws Exception {
    machine.write("Lib.Dir=/a\n");
    machine.bridge();

    assertThat(machine.framework.registered)
        .containsExactly(Map.of(Condition.CONDITION_ID, "configured"));
    assertThat(machine.configurations.done).containsExactly("update org.waagent.lib");
  }

  @Test
  void saysConfiguredWithDefaultsWhenTheFileIsMissing() {
    Bridge bridge = machine.bridge();

    assertThat(machine.framework.registered).hasSize(1);
    assertThat(machine.log.lines)
        .containsExactly("ERROR /etc/waagent.conf is not there; the defaults hold");
    assertThat(bridge.current().trouble()).isPresent();
  }

  @Test
  void saysConfiguredWithDefaultsWhenNoFileIsNamed() {
    machine.framework.properties.remove(FrameworkProperties.CONFIGURATION_FILE);
    machine.bridge();

    assertThat(machine.framework.registered).hasSize(1);
    assertThat(machine.log.lines).singleElement().asString().contains("not named by the launcher");
  }

  @Test
  void neverTakesConfiguredBackNorSaysItTwice() throws Exception {
    machine.write("Lib.Dir=/a\n");
    machine.bridge().deactivate();
    machine.bridge();

    assertThat(machine.framework.registered).hasSize(1);
    assertThat(machine.framework.listeners).hasSize(1);
  }

  @Test
  void saysConfiguredItselfWhereAnotherVersionOfItAboutToGoDid() throws Exception {
    machine.write("Lib.Dir=/a\n");
    machine.bridge();
    machine.framework.saidByAnother();
    machine.bridge();

    assertThat(machine.framework.registered).hasSize(2);
  }

  @Test
  void typesASectionBeforeItsBundleIsStarted() throws Exception {
    machine.write("Extensions.Enabled=n\n");
    machine.bridge();
    Bundle late = machine.installExtensions();

    machine.framework.tell(BundleEvent.RESOLVED, late);

    assertThat(machine.configurations.sections.get("org.waagent.extensions"))
        .isEqualTo(Map.of("enabled", false));
  }

  @Test
  void aBundleThatIsResolvedByBeingReadIsReadOnce() throws Exception {
    machine.write("Extensions.Enabled=n\n");
    machine.installExtensions();
    machine.metatypes.resolving = bundle -> machine.framework.tell(BundleEvent.RESOLVED, bundle);

    machine.bridge();

    assertThat(machine.metatypes.asked).hasSize(1);
    assertThat(machine.configurations.done)
        .containsExactlyInAnyOrder("update org.waagent.extensions", "update org.waagent.os");
    assertThat(machine.configurations.sections.get("org.waagent.extensions"))
        .isEqualTo(Map.of("enabled", false));
  }

  @Test
  void aDaemonTakesAChangedFileOver() throws Exception {
    Bridge bridge = daemon("FauxKey1=1\nLib.Dir=/a\n");
    machine.machine.clock().advance(Duration.ofSeconds(5));
    waitFor(() -> machine.log.lines.size() == 1);

    machine.write("FauxKey1=1\nLib.Dir=/b\n");

    waitFor(() -> machine.machine.clock().pending() == 1);
    machine.machine.clock().advance(Duration.ofSeconds(1));
    waitFor(() -> bridge.current().file().value("Lib.Dir").filter("/b"::equals).isPresent());
    bridge.deactivate();
  }

  @Test
  void aDaemonSeesAChangeThatCameBeforeTheWatch() throws Exception {
    Bridge bridge = daemon("Lib.Dir=/a\n");
    machine.write("Lib.Dir=/b\n");

    machine.machine.clock().advance(Duration.ofSeconds(5));

    waitFor(() -> bridge.current().file().value("Lib.Dir").filter("/b"::equals).isPresent());
    bridge.deactivate();
  }

  @Test
  void aDaemonReportsOddLinesSoonAfterItsStart() throws Exception {
    Bridge bridge = daemon("FauxKey1=1\n");
    assertThat(machine.log.lines).isEmpty();

    machine.machine.clock().advance(Duration.ofSeconds(5));

    waitFor(() -> machine.log.lines.size() == 1);
    bridge.deactivate();
  }

  private Bridge daemon(String text) throws IOException {
    machine.framework.properties.put(FrameworkProperties.MODE, FrameworkProperties.DAEMON);
    machine.write(text);
    return machine.bridge();
  }

  @Test
  void aSingleCommandWatchesNothing() throws Exception {
    machine.write("Lib.Dir=/a\n");
    machine.bridge();

    machine.write("Lib.Dir=/b\n");
    Thread.sleep(300);

    assertThat(machine.machine.clock().pending()).isZero();
  }

  private static void waitFor(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it did not come true").isLessThan(end);
      Thread.sleep(10);
    }
  }
}
