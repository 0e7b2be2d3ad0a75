// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.cloudinit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.provisioning.state.Marker;
import org.waagent.provisioning.state.Steps;
import org.waagent.provisioning.step.Codes;
import org.waagent.provisioning.tools.TestBench;

/** A first boot that cloud-init makes. */
class CloudInitCourseTest {
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIgiQLUlmRcLaVRnIFTa0HPyPdPXYOdcOgc7ZIPyAOAB root@box\n";

  @TempDir private Path root;
  private final Semaphore changes = new Semaphore(0);
  private TestBench bench;
  private CloudInitCourse course;

  @BeforeEach
  void make() throws Exception {
    bench = new TestBench(root, "Ubuntu18");
    Files.createDirectories(root.resolve("var/lib/waagent"));
    Files.createDirectories(root.resolve("etc/ssh"));
    bench.settings.put("sshHostKeyPairType", "ed25519");
    course =
        new CloudInitCourse(
            bench.tools(),
            new Marker(bench.machine.files(), bench.machine.directories().lib()),
            changes::release);
  }

  private Plan plan() throws Exception {
    Path folder = bench.machine.directories().state("provisioning");
    Steps journal = Steps.read(bench.machine.files(), folder, bench.facts.instanceId());
    return course.plan(journal, Optional.empty());
  }

  private boolean isHeard() throws InterruptedException {
    return changes.tryAcquire(60, TimeUnit.SECONDS);
  }

  private static String waitsFor(Plan plan) {
    assertThat(plan.changes()).isEmpty();
    return ((Outcome.Running) plan.settled()).what();
  }

  @Test
  @Tag("S2")
  void waitsForTheDocumentAndTheKeyAndMakesNothingItself() throws Exception {
    assertThat(waitsFor(plan())).contains("/var/lib/waagent/ovf-env.xml");
    bench.put("/var/lib/waagent/ovf-env.xml", TestBench.ovf("ann", true));
    assertThat(isHeard()).isTrue();
    assertThat(waitsFor(plan())).contains("SSH host key");
    changes.drainPermits();
    bench.put("/etc/ssh/ssh_host_ed25519_key.pub", KEY);
    assertThat(isHeard()).isTrue();
    Plan plan = plan();
    assertThat(plan.changes()).hasSize(1);
    assertThat(plan.changes().get(0).apply()).isEqualTo(Outcome.done());
    assertThat(root.resolve("var/lib/waagent/provisioned")).hasContent(bench.facts.instanceId());
    assertThat(bench.accounts.calls).isEmpty();
    assertThat(bench.keptName).hasValue("image");
    assertThat(bench.isThere("/var/lib/waagent/disable_agent")).isFalse();
    assertThat(bench.told).contains("Provision true Provisioning with cloud-init succeeded");
  }

  @Test
  @Tag("V19")
  void sleepsWhereTheMediumWantsNoAgent() throws Exception {
    bench.put("/var/lib/waagent/ovf-env.xml", TestBench.ovf("ann", false));
    bench.put("/etc/ssh/ssh_host_ed25519_key.pub", KEY);
    plan().changes().get(0).apply();
    assertThat(bench.isThere("/var/lib/waagent/disable_agent")).isTrue();
  }

  @Test
  void aKeyThatIsDeletedAgainOrHalfWrittenIsWaitedFor() throws Exception {
    bench.put("/var/lib/waagent/ovf-env.xml", TestBench.ovf("ann", true));
    bench.put("/etc/ssh/ssh_host_ed25519_key.pub", "ssh-ed25519");
    assertThat(waitsFor(plan())).contains("SSH host key");
    changes.drainPermits();
    bench.put("/etc/ssh/ssh_host_ed25519_key.pub", KEY);
    assertThat(isHeard()).isTrue();
    assertThat(plan().changes()).hasSize(1);
    Files.delete(root.resolve("etc/ssh/ssh_host_ed25519_key.pub"));
    assertThat(waitsFor(plan())).contains("SSH host key");
  }

  @Test
  @Tag("S2")
  void givesUpWhenThePlatformDoesAndSaysWhatIsMissing() throws Exception {
    assertThat(plan().settled())
        .isEqualTo(
            new Outcome.Running(
                "waiting for cloud-init to write /var/lib/waagent/ovf-env.xml",
                bench.machine.clock().instant().plus(CloudInitCourse.LIMIT)));
    bench.machine.clock().advance(Duration.ofMinutes(39));
    assertThat(plan().settled()).isInstanceOf(Outcome.Running.class);
    bench.machine.clock().advance(Duration.ofMinutes(1));
    Outcome.Failed failed = (Outcome.Failed) plan().settled();
    assertThat(failed.code()).isEqualTo(Codes.NO_MEDIUM);
    assertThat(failed.text())
        .contains("/var/lib/waagent/ovf-env.xml")
        .contains("40 minutes")
        .contains("cloud-init is not enabled");
    plan();
    assertThat(bench.told).containsExactly("Provision false Provisioning failed: " + failed.text());
    assertThat(bench.isThere("/var/lib/waagent/provisioned")).isFalse();
  }

  @Test
  void aDocumentThatCannotBeUnderstoodIsToldAtTheEnd() throws Exception {
    bench.put("/var/lib/waagent/ovf-env.xml", "<Environment");
    assertThat(waitsFor(plan())).contains("understandable");
    bench.machine.clock().advance(CloudInitCourse.LIMIT);
    assertThat(((Outcome.Failed) plan().settled()).code()).isEqualTo(Codes.BAD_DOCUMENT);
  }
}
