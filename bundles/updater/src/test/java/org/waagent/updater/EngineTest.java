// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.waagent.machine.TestMachine;
import org.waagent.plugin.FrameworkProperties;
import org.waagent.plugin.Outcome;

/** How updates begin, and end before they have begun. */
final class EngineTest {
  @TempDir private Path folder;
  private final List<Optional<State.UnderWay>> seen = new ArrayList<>();
  private Framework framework;
  private Engine engine;

  @BeforeEach
  void start() throws Exception {
    Path features = Files.createDirectories(folder.resolve("home/features"));
    Files.writeString(features.resolve("standard.list"), "version 3.0.0\n");
    framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    folder.resolve("storage").toString(),
                    FrameworkProperties.HOME,
                    folder.resolve("home").toString(),
                    FrameworkProperties.MODE,
                    FrameworkProperties.ONE_SHOT,
                    "felix.log.level",
                    "0"));
    framework.start();
    TestMachine machine = TestMachine.below(folder);
    engine =
        new Engine(
            framework.getBundleContext(),
            new Engine.Ports(
                machine::files, machine::clock, () -> null, this::broken, machine.log().logger()),
            folder.resolve("lib"));
    engine.start();
  }

  @AfterEach
  void stop() throws Exception {
    framework.stop();
    framework.waitForStop(10_000);
  }

  /** Is asked for when an archive is to be verified. */
  private Updater.Settings broken() {
    seen.add(engine.state().underWay());
    throw new UnsupportedOperationException("nobody thought of this");
  }

  private Outcome update() {
    return engine.update(folder.resolve("acme.zip"), Origin.COMMAND);
  }

  @Test
  void whatNobodyThoughtOfDoesNotKeepTheNextUpdateFromBeginning() {
    assertThat(update()).isInstanceOf(Outcome.Failed.class);
    assertThat(update())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.code()).isEqualTo(Step.VERIFY.code());
              assertThat(failed.text()).contains("acme.zip", "nobody thought of this");
            });
    assertThat(engine.state().underWay()).isEmpty();
    assertThat(engine.state().history()).hasSize(2);
  }

  @Test
  void whileAnArchiveIsVerifiedThatIsToldWithItsName() {
    update();

    assertThat(seen.get(0))
        .hasValueSatisfying(
            now -> {
              assertThat(now.step()).isEqualTo(Step.VERIFY);
              assertThat(now.what()).isEqualTo("acme.zip");
            });
  }

  @Test
  void whatWasRefusedIsKeptUntilSomethingElseHappened() {
    engine.refuse("acme.zip", Step.FETCH, "nobody answers", Origin.COMMAND);

    State.Past past = engine.state().history().get(0);
    assertThat(past.isGood()).isFalse();
    assertThat(past.step()).isEqualTo(Step.FETCH);
    assertThat(new Troubles(engine.state(), List.of(), List.of()).lines())
        .singleElement()
        .asString()
        .contains("acme.zip could not be downloaded", "nobody answers");
  }
}
