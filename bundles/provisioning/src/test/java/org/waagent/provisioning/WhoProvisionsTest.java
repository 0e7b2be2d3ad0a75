// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.host.HealthSink;
import org.waagent.os.OpticalDrives;
import org.waagent.plugin.AgentStart;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Wanted;
import org.waagent.provisioning.config.Provisioner;
import org.waagent.provisioning.config.Settings;
import org.waagent.provisioning.medium.Sources;
import org.waagent.provisioning.step.Codes;
import org.waagent.provisioning.tools.TestBench;

/** Who provisions, and what a machine that is another one now loses. */
class WhoProvisionsTest {
  private static final Path UBUNTU = Path.of("../../config/distros/ubuntu.conf");
  private static final Wanted NOTHING = Wanted.nothing(new AgentStart("start"));

  @TempDir private Path root;
  private final List<String> begun = new ArrayList<>();
  private TestBench bench;

  /** A test that gets here reads a medium. */
  private static final class NoDrives implements OpticalDrives {
    @Override
    public List<Path> drives() {
      throw new AssertionError("the medium is looked for");
    }

    @Override
    public void loadDriver() {
      throw new AssertionError();
    }

    @Override
    public Path mount(Path drive, Path point) {
      throw new AssertionError();
    }

    @Override
    public void unmount(Path point) {
      throw new AssertionError();
    }

    @Override
    public void eject(Path drive) {
      throw new AssertionError();
    }
  }

  private static final class NoHealth implements HealthSink {
    @Override
    public void report(Health health) {
      throw new AssertionError();
    }

    @Override
    public void reportHostKey(String fingerprint) {
      throw new AssertionError();
    }
  }

  @BeforeEach
  void make() throws IOException {
    bench = new TestBench(root, "Ubuntu18");
    bench.put("/etc/ssh/ssh_host_rsa_key");
    bench.put("/home/ann/.ssh/authorized_keys");
  }

  private Plan plan() throws Exception {
    Sources sources =
        new Sources(
            new NoDrives(),
            () -> {
              throw new AssertionError("the metadata service is asked");
            });
    ProvisioningPlugin plugin =
        new ProvisioningPlugin(
            bench.tools(),
            sources,
            new NoHealth(),
            (name, why) -> {},
            (scope, why) -> begun.add(scope.name()));
    return plugin.plan(NOTHING);
  }

  private static void apply(Plan plan) throws Exception {
    for (Change change : plan.changes()) {
      assertThat(change.apply()).isEqualTo(Outcome.done());
    }
  }

  private static Map<String, Object> old(boolean enabled) {
    return new HashMap<>(Map.of("enabled", enabled));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Enabled=n", "Agent=disabled"})
  @Tag("S55")
  void withoutProvisioningTheMachineIsTakenAsItIs(String line) throws Exception {
    bench.settings.putAll(line.startsWith("Agent") ? Map.of("agent", "disabled") : old(false));
    TreeSet<String> before = bench.tree();
    apply(plan());
    TreeSet<String> made = bench.tree();
    made.removeAll(before);
    assertThat(made)
        .containsExactly("/var", "/var/lib", "/var/lib/waagent", "/var/lib/waagent/provisioned");
    assertThat(root.resolve("etc/ssh/ssh_host_rsa_key")).hasContent("x");
    assertThat(root.resolve("home/ann/.ssh/authorized_keys")).hasContent("x");
    assertThat(bench.accounts.calls).isEmpty();
    assertThat(plan().changes()).isEmpty();
  }

  @Test
  @Tag("S55")
  void provisioningIsEnabledUnlessSomebodySaysOtherwise() {
    assertThat(Settings.of(Map.of()).enabled()).isTrue();
  }

  @Test
  @Tag("S2")
  void waitsForCloudInitWhereTheDistributionLeavesItToThat() throws Exception {
    Files.createDirectories(root.resolve("var/lib/waagent"));
    bench.enabled.add("cloud-init-local");
    TreeSet<String> before = bench.tree();
    Plan plan = plan();
    assertThat(plan.changes()).isEmpty();
    assertThat(((Outcome.Running) plan.settled()).what()).contains("cloud-init");
    assertThat(bench.tree()).isEqualTo(before);
  }

  @Test
  void twoProvisionersAreToldApartAndNothingIsMade() throws Exception {
    bench.enabled.add("cloud-init-local");
    bench.settings.put("agent", "waagent");
    Plan plan = plan();
    assertThat(plan.changes()).isEmpty();
    Outcome.Failed failed = (Outcome.Failed) plan.settled();
    assertThat(failed.code()).isEqualTo(Codes.TWO_PROVISIONERS);
    assertThat(failed.text())
        .contains("cloud-init-local")
        .contains("Provisioning.Agent")
        .contains("disable one of them");
  }

  @Test
  @Tag("S56")
  void onUbuntuCloudInitProvisions() throws IOException {
    Map<String, Object> settings = new HashMap<>();
    for (String line : Files.readAllLines(UBUNTU)) {
      if (line.startsWith("Provisioning.Enabled=")
          || line.startsWith("Provisioning.UseCloudInit=")) {
        String[] parts = line.split("=");
        settings.put(
            parts[0].endsWith("Enabled") ? "enabled" : "useCloudInit", parts[1].equals("y"));
      }
    }
    assertThat(settings).containsEntry("enabled", false);
    assertThat(Provisioner.of(Settings.of(settings), () -> false))
        .isEqualTo(Provisioner.CLOUD_INIT);
  }

  @Test
  void aMachineThatIsAnotherOneNowLosesWhatBelongsToTheFormerOnce() throws Exception {
    bench.put("/var/lib/waagent/provisioned", "11111111-2222-3333-4444-556677889900");
    apply(plan());
    assertThat(begun).containsExactly("VM_CHANGED");
    assertThat(root.resolve("var/lib/waagent/provisioned")).hasContent(bench.facts.instanceId());
    assertThat(bench.told).anyMatch(event -> event.contains("11111111-2222"));
    apply(plan());
    assertThat(begun).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "d0df4c54-4ecb-4a4b-9954-5bdf3ed5c3b8",
        "544CDFD0-CB4E-4B4A-9954-5BDF3ED5C3B8"
      })
  void theSameMachineLosesNothing(String kept) throws Exception {
    bench.put("/var/lib/waagent/provisioned", kept);
    apply(plan());
    assertThat(begun).isEmpty();
  }
}
