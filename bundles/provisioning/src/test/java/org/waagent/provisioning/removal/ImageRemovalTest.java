// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.removal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.plugin.Change;
import org.waagent.plugin.Effect;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Removal;
import org.waagent.provisioning.tools.TestBench;

/** What goes out of an image, on trees of several families. */
class ImageRemovalTest {
  private static final List<String> LEASES =
      List.of(
          "/var/lib/dhcp/dhclient.eth0.leases",
          "/var/lib/dhclient/sub/dhclient.leases",
          "/var/lib/dhcpcd/eth0.lease",
          "/var/db/dhclient.leases.eth0",
          "/var/lib/NetworkManager/dhclient-1234-eth0.lease",
          "/run/systemd/netif/leases/2");

  private static final List<String> UNITS =
      List.of(
          "/usr/lib/systemd/system/waagent-network-setup.service",
          "/usr/lib/systemd/system/waagent.service.d/10-Slice.conf",
          "/usr/lib/systemd/system/waagent.service.d/12-CPUQuota.conf",
          "/usr/lib/systemd/system/azure-walinuxagent-logcollector.slice",
          "/var/lib/waagent/waagent-network-setup.py");

  @TempDir private Path root;
  private TestBench bench;

  private void machine(String family) throws IOException {
    bench = new TestBench(root, family);
    bench.accounts.rootLocked = true;
    for (String lease : LEASES) {
      bench.put(lease);
    }
    bench.put("/var/lib/NetworkManager/NetworkManager.state");
    bench.put("/etc/resolv.conf", "nameserver 10.0.0.1");
    bench.put("/root/.bash_history");
    bench.put("/etc/random.seed");
  }

  private Plan plan(Removal scope) throws IOException {
    return new ImageRemoval(bench.tools()).plan(scope);
  }

  private List<Outcome> apply(Plan plan) throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    for (Change change : plan.changes()) {
      outcomes.add(change.apply());
    }
    return outcomes;
  }

  private static List<String> warnings(Plan plan) {
    return plan.changes().stream().flatMap(change -> change.warning().stream()).toList();
  }

  private static TreeSet<String> files(Plan plan) {
    TreeSet<String> files = new TreeSet<>();
    for (Change change : plan.changes()) {
      change.effects().stream()
          .filter(effect -> effect.kind() == Effect.Kind.FILE)
          .forEach(effect -> files.add(effect.name()));
    }
    return files;
  }

  private void ovf(String user) throws IOException {
    bench.put("/var/lib/waagent/ovf-env.xml", TestBench.ovf(user, true));
  }

  @Test
  @Tag("S42")
  void theListingIsWhatIsDoneAndThenThereIsNothingLeftToDo() throws Exception {
    machine("RHModern");
    UNITS.forEach(this::put);
    put("/etc/ssh/ssh_host_rsa_key");
    put("/home/ann/.ssh/authorized_keys");
    bench.accounts.put("ann", 1000, "");
    bench.accounts.allowed.add("ann");
    ovf("ann");
    TreeSet<String> before = bench.tree();
    Plan plan = plan(Removal.DEPROVISION_USER);
    assertThat(bench.tree()).isEqualTo(before);
    assertThat(apply(plan)).containsOnly(Outcome.done());
    TreeSet<String> gone = new TreeSet<>(before);
    gone.removeAll(bench.tree());
    assertThat(files(plan)).isEqualTo(gone);
    assertThat(files(plan(Removal.DEPROVISION_USER))).isEmpty();
    assertThat(bench.isThere("/var/lib/NetworkManager/NetworkManager.state")).isTrue();
    assertThat(bench.isThere("/var/lib/dhcp")).isTrue();
  }

  private void put(String path) {
    try {
      bench.put(path);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Tag("S43")
  void deletesHostKeysAndNoCertificateOfThem() throws Exception {
    machine("Default");
    List<String> keys =
        List.of(
            "/etc/ssh/ssh_host_rsa_key",
            "/etc/ssh/ssh_host_rsa_key.pub",
            "/etc/ssh/ssh_host_ed25519_key",
            "/etc/ssh/ssh_host_ecdsa_key.pub",
            "/etc/ssh/ssh_host_key");
    List<String> others =
        List.of(
            "/etc/ssh/ssh_host_rsa_key-cert.pub",
            "/etc/ssh/ssh_host_rsa_key.bak",
            "/etc/ssh/ssh_hosts_keys",
            "/etc/ssh/sshd_config");
    keys.forEach(this::put);
    others.forEach(this::put);
    Plan plan = plan(Removal.DEPROVISION);
    assertThat(warnings(plan)).contains("All SSH host key pairs will be deleted.");
    apply(plan);
    assertThat(keys).noneMatch(bench::isThere);
    assertThat(others).allMatch(bench::isThere);
  }

  @Test
  @Tag("S43")
  void keepsHostKeysWhereTheyAreNotMadeAnew() throws Exception {
    machine("Default");
    bench.settings.put("regenerateSshHostKeyPair", false);
    put("/etc/ssh/ssh_host_rsa_key");
    apply(plan(Removal.DEPROVISION));
    assertThat(bench.isThere("/etc/ssh/ssh_host_rsa_key")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false"})
  @Tag("S45")
  void locksThePasswordOfRootWhereThatIsWanted(boolean wanted, boolean locked) throws Exception {
    machine("Default");
    bench.accounts.rootLocked = false;
    bench.settings.put("deleteRootPassword", wanted);
    Plan plan = plan(Removal.DEPROVISION);
    assertThat(warnings(plan).stream().anyMatch(text -> text.contains("password of root")))
        .isEqualTo(wanted);
    apply(plan);
    assertThat(bench.accounts.rootLocked).isEqualTo(locked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Default", "Ubuntu18", "RHModern", "SUSE", "Alpine", "FreeBSD"})
  @Tag("S46")
  void deletesEveryLease(String family) throws Exception {
    machine(family);
    Plan plan = plan(Removal.DEPROVISION);
    assertThat(warnings(plan)).contains("Cached DHCP leases will be deleted.");
    apply(plan);
    assertThat(LEASES).noneMatch(bench::isThere);
  }

  @Test
  @Tag("S47")
  void givesTheMachineTheNameOfNobody() throws Exception {
    machine("Default");
    apply(plan(Removal.DEPROVISION));
    assertThat(bench.keptName).hasValue("localhost.localdomain");
    assertThat(bench.facts.hostName()).isEqualTo("localhost.localdomain");
    assertThat(plan(Removal.DEPROVISION).changes())
        .noneMatch(change -> change.id().contains("host name"));
  }

  @Test
  @Tag("S47")
  void hasDhcpClientsSendTheNameOfNobody() throws Exception {
    machine("Default");
    assertThat(plan(Removal.DEPROVISION).changes())
        .noneMatch(change -> change.id().contains("DHCP clients"));
    bench.sentName = Optional.of("box");

    Plan plan = plan(Removal.DEPROVISION);
    assertThat(plan.changes().stream().flatMap(change -> change.effects().stream()))
        .contains(Effect.line(Path.of("/etc/dhcp/dhclient.conf"), "box"));
    apply(plan);
    assertThat(bench.sentName).hasValue("localhost.localdomain");
    assertThat(plan(Removal.DEPROVISION).changes())
        .noneMatch(change -> change.id().contains("DHCP clients"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Default", "RHModern", "SUSE", "DebianModern", "ClearLinux", "Alpine", "Ubuntu"})
  @Tag("S44")
  void deletesNameServers(String family) throws Exception {
    machine(family);
    Plan plan = plan(Removal.DEPROVISION);
    assertThat(warnings(plan)).contains("/etc/resolv.conf will be deleted.");
    apply(plan);
    assertThat(bench.isThere("/etc/resolv.conf")).isFalse();
  }

  @Test
  void leavesNameServersThatTheSystemMakesAnew() throws Exception {
    machine("Ubuntu18");
    Plan plan = plan(Removal.DEPROVISION);
    assertThat(warnings(plan))
        .anyMatch(text -> text.startsWith("/etc/resolv.conf will not be deleted"));
    apply(plan);
    assertThat(bench.isThere("/etc/resolv.conf")).isTrue();
  }

  @Test
  void deletesWhatResolvconfMakesTheFileOf() throws Exception {
    machine("Ubuntu14");
    bench.machine.files().delete(Path.of("/etc/resolv.conf"));
    bench.link("/etc/resolv.conf", "../run/resolvconf/resolv.conf");
    put("/run/resolvconf/resolv.conf");
    put("/etc/resolvconf/resolv.conf.d/tail");
    put("/etc/resolvconf/resolv.conf.d/original");
    put("/etc/resolvconf/resolv.conf.d/base");
    Plan plan = plan(Removal.DEPROVISION);
    assertThat(warnings(plan))
        .anyMatch(text -> text.contains("/etc/resolvconf/resolv.conf.d/tail"));
    apply(plan);
    assertThat(bench.isThere("/etc/resolvconf/resolv.conf.d/tail")).isFalse();
    assertThat(bench.isThere("/etc/resolvconf/resolv.conf.d/original")).isFalse();
    assertThat(bench.isThere("/etc/resolvconf/resolv.conf.d/base")).isTrue();
    assertThat(bench.isThere("/etc/resolv.conf")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../run/systemd/resolve/stub-resolv.conf",
        "/run/NetworkManager/resolv.conf",
        "/run/resolvconf/resolv.conf",
        "/usr/lib/systemd/resolv.conf"
      })
  void leavesALinkToWhatAProgramMakes(String target) throws Exception {
    machine("DebianModern");
    bench.machine.files().delete(Path.of("/etc/resolv.conf"));
    bench.link("/etc/resolv.conf", target);
    Plan plan = plan(Removal.DEPROVISION);
    apply(plan);
    assertThat(bench.isThere("/etc/resolv.conf")).isTrue();
    assertThat(warnings(plan)).noneMatch(text -> text.equals("/etc/resolv.conf will be deleted."));
  }

  @ParameterizedTest
  @CsvSource({"Arch, false", "CoreOS, false", "Default, true", "Ubuntu18, true"})
  void deletesTheIdOfTheSystemWhereThePlatformAsksForIt(String family, boolean kept)
      throws Exception {
    machine(family);
    put("/etc/machine-id");
    Plan plan = plan(Removal.DEPROVISION);
    assertThat(warnings(plan).contains("/etc/machine-id will be deleted.")).isNotEqualTo(kept);
    apply(plan);
    assertThat(bench.isThere("/etc/machine-id")).isEqualTo(kept);
  }

  @Test
  @Tag("S49")
  void deletesTheAccountThatWasMadeAndNoOther() throws Exception {
    machine("Default");
    ovf("ann");
    put("/home/ann/secret");
    put("/home/anna/secret");
    bench.accounts.put("ann", 1000, "");
    bench.accounts.put("anna", 1001, "");
    bench.accounts.allowed.addAll(List.of("ann", "anna"));
    assertThat(plan(Removal.DEPROVISION).changes())
        .noneMatch(change -> change.id().contains("account"));
    Plan plan = plan(Removal.DEPROVISION_USER);
    assertThat(warnings(plan)).anyMatch(text -> text.contains("ann") && text.contains("/home/ann"));
    assertThat(plan.changes())
        .flatExtracting(Change::effects)
        .contains(Effect.account("ann"), Effect.file(Path.of("/home/ann/secret")));
    apply(plan);
    assertThat(bench.accounts.users).containsOnlyKeys("anna");
    assertThat(bench.accounts.allowed).containsExactly("anna");
    assertThat(bench.isThere("/home/ann")).isFalse();
    assertThat(bench.isThere("/home/anna/secret")).isTrue();
  }

  @Test
  void refusesToDeleteAnAccountOfTheSystem() throws Exception {
    machine("Default");
    ovf("daemon");
    put("/home/daemon/file");
    bench.accounts.put("daemon", 2, "");
    List<Outcome> outcomes = apply(plan(Removal.DEPROVISION_USER));
    assertThat(outcomes).anyMatch(Outcome.Failed.class::isInstance);
    assertThat(bench.accounts.calls).isEmpty();
    assertThat(bench.isThere("/home/daemon/file")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<broken", "<a/>"})
  void withoutAnAccountToDeleteItSaysSoAndDoesTheRest(String text) throws Exception {
    machine("Default");
    if (!text.isEmpty()) {
      bench.put("/var/lib/waagent/ovf-env.xml", text);
    }
    bench.accounts.put("ann", 1000, "");
    Plan plan = plan(Removal.DEPROVISION_USER);
    assertThat(warnings(plan))
        .anyMatch(warning -> warning.startsWith("/var/lib/waagent/ovf-env.xml"))
        .contains("No account will be deleted.");
    assertThat(apply(plan)).containsOnly(Outcome.done());
    assertThat(bench.accounts.users).containsOnlyKeys("ann");
    assertThat(LEASES).noneMatch(bench::isThere);
  }

  @Test
  void aChangedMachineLosesItsLeasesAndUnitsAlone() throws Exception {
    machine("RHModern");
    UNITS.forEach(this::put);
    put("/etc/ssh/ssh_host_rsa_key");
    apply(plan(Removal.VM_CHANGED));
    assertThat(LEASES).noneMatch(bench::isThere);
    assertThat(UNITS).noneMatch(bench::isThere);
    assertThat(bench.isThere("/etc/ssh/ssh_host_rsa_key")).isTrue();
    assertThat(bench.isThere("/etc/resolv.conf")).isTrue();
    assertThat(bench.keptName).hasValue("image");
  }

  @Test
  void withoutTheAgentItsUnitsGoAndTheMachineStays() throws Exception {
    machine("RHModern");
    UNITS.forEach(this::put);
    apply(plan(Removal.UNINSTALL));
    assertThat(UNITS).noneMatch(bench::isThere);
    assertThat(LEASES).allMatch(bench::isThere);
    assertThat(bench.keptName).hasValue("image");
  }
}
