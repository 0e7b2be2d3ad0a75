// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.plugins.TestPlugin;
import org.waagent.core.removal.RemovalPlans;
import org.waagent.core.removal.TestPlans;
import org.waagent.machine.TestConsole;
import org.waagent.machine.TestMachine;
import org.waagent.os.Distro;
import org.waagent.os.Machine;
import org.waagent.plugin.Change;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Plugin;
import org.waagent.plugin.Removal;
import org.waagent.plugin.Wanted;

/** What install and uninstall make of a machine that is a folder. */
class InstallTest {
  private static final Path REPOSITORY = Path.of("../..");

  @TempDir Path root;
  private final TestConsole console = TestConsole.ofDaemon();
  private final NotedServices services = new NotedServices();
  private boolean isRoot = true;
  private String keep = "";
  private TestMachine machine;

  @BeforeEach
  void build() throws IOException {
    machine = TestMachine.at(root);
    write("etc/os-release", "ID=ubuntu\nVERSION_ID=\"22.04\"\n");
    Files.createDirectories(root.resolve("etc/logrotate.d"));
    Files.createDirectories(root.resolve("lib/systemd/system"));
    Files.createDirectories(root.resolve("usr/share/man/man8"));
    Files.createDirectories(root.resolve("usr/share/bash-completion/completions"));
    write("opt/waagent/bin/waagent", "#!/bin/sh\n");
    copy("config", "opt/waagent/config");
    copy("runtime/units", "opt/waagent/units");
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(root.resolve(file).getParent());
    Files.writeString(root.resolve(file), text);
  }

  private String read(String file) throws IOException {
    return Files.readString(root.resolve(file));
  }

  private void copy(String from, String to) throws IOException {
    Path source = REPOSITORY.resolve(from);
    try (Stream<Path> all = Files.walk(source)) {
      for (Path one : all.filter(Files::isRegularFile).toList()) {
        Path target = root.resolve(to).resolve(source.relativize(one));
        Files.createDirectories(target.getParent());
        Files.copy(one, target);
      }
    }
  }

  private Machine asked() {
    return new Machine() {
      @Override
      public Distro distro() {
        return machine.machine().distro();
      }

      @Override
      public String hostName() {
        return "machine";
      }

      @Override
      public boolean isRoot() {
        return isRoot;
      }
    };
  }

  private Here here() {
    Pieces pieces =
        new Pieces(machine.files(), services, asked(), machine.places(), Path.of("/opt/waagent"));
    return new Here(pieces, machine.shell());
  }

  private int install(String... words) throws Exception {
    return new InstallVerb(here()).run(List.of(words), console);
  }

  private int uninstall(List<Plugin> plugins, String... words) throws Exception {
    RemovalPlans plans = TestPlans.of(machine, asked(), services, keep, plugins);
    return new UninstallVerb(here(), plans).run(List.of(words), console);
  }

  private Map<String, String> tree() throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path one : all.filter(p -> !Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS)).toList()) {
        String name = root.relativize(one).toString();
        tree.put(
            name, Files.isSymbolicLink(one) ? Files.readSymbolicLink(one).toString() : read(name));
      }
    }
    return tree;
  }

  @Test
  void putsTheShippedFilesWhereThisSystemLooksForThem() throws Exception {
    assertThat(install()).isZero();
    assertThat(read("etc/waagent.conf").lines())
        .contains("Provisioning.UseCloudInit=y", "ResourceDisk.MountPoint=/mnt")
        .contains("Provisioning.DeleteRootPassword=y", "OS.RootDeviceScsiTimeout=300")
        .doesNotContain("ResourceDisk.MountPoint=/mnt/resource", "ResourceDisk.Format=y");
    assertThat(read("lib/systemd/system/walinuxagent.service"))
        .contains("ExecStart=/usr/sbin/waagent -daemon");
    assertThat(root.resolve("lib/systemd/system/azure.slice")).isRegularFile();
    assertThat(read("etc/logrotate.d/waagent")).contains("/var/log/waagent.log");
    assertThat(read("usr/share/man/man8/waagent.8")).contains(".TH");
    assertThat(root.resolve("usr/share/bash-completion/completions/waagent")).isRegularFile();
    assertThat(root.resolve("usr/share/zsh")).as("no zsh, no completion").doesNotExist();
    assertThat(Files.readSymbolicLink(root.resolve("usr/sbin/waagent")))
        .isEqualTo(Path.of("/opt/waagent/bin/waagent"));
    assertThat(services.calls)
        .containsExactly("enable walinuxagent", "stop walinuxagent", "start walinuxagent");
  }

  @Test
  void theUnitNamesTheProgramAndTheConfigurationOfTheSystem() throws Exception {
    write("etc/os-release", "ID=flatcar\nVERSION_ID=3510.2.0\n");
    machine = TestMachine.at(root);
    assertThat(install()).isZero();
    assertThat(read("lib/systemd/system/waagent.service"))
        .contains("ExecStart=/usr/share/oem/bin/waagent -daemon")
        .contains("ConditionPathExists=/usr/share/oem/waagent.conf")
        .doesNotContain("/usr/sbin/waagent", "/etc/waagent.conf");
  }

  @Test
  void aSecondInstallationOnlyStartsTheServiceAnew() throws Exception {
    install();
    Map<String, String> before = tree();
    assertThat(install()).isZero();
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void whatWasThereBeforeIsKeptAndComesBack() throws Exception {
    write("etc/waagent.conf", "Logs.Verbose=y\n");
    write("etc/waagent.conf.old", "of an earlier time\n");
    write("usr/sbin/waagent", "#!/usr/bin/python3\n");
    Map<String, String> before = tree();
    install();
    assertThat(read("etc/waagent.conf.old.1")).isEqualTo("Logs.Verbose=y\n");
    assertThat(read("usr/sbin/waagent.old")).startsWith("#!/usr/bin/python3");
    services.running = true;
    assertThat(uninstall(List.of())).isZero();
    assertThat(tree()).isEqualTo(before);
    assertThat(services.calls).endsWith("stop walinuxagent", "disable walinuxagent");
  }

  @Test
  void uninstallAlsoTakesBackWhatPluginsSetUp() throws Exception {
    install();
    services.calls.clear();
    services.running = true;
    assertThat(uninstall(List.of(new Rules()))).isZero();
    assertThat(services.calls)
        .containsExactly("stop walinuxagent", "disable walinuxagent", "rules gone");
    assertThat(root.resolve("etc/waagent.conf")).doesNotExist();
  }

  @Test
  void uninstallSparesWhatIsToBeKeptAndTakesTheCoresOwnFiles() throws Exception {
    write("etc/waagent.conf", "Logs.Verbose=y\n");
    install();
    write("var/lib/waagent/state/core/status.json", "{}");
    write("var/lib/waagent/state/telemetry/waiting", "x");
    keep = "/usr/share/**";
    assertThat(uninstall(List.of(new Rules()), "--keep", "/etc/waagent.conf")).isZero();
    assertThat(read("etc/waagent.conf")).isNotEqualTo("Logs.Verbose=y\n");
    assertThat(read("etc/waagent.conf.old")).isEqualTo("Logs.Verbose=y\n");
    assertThat(root.resolve("usr/share/man/man8/waagent.8")).exists();
    assertThat(root.resolve("etc/logrotate.d/waagent")).doesNotExist();
    assertThat(root.resolve("var/lib/waagent/state/core")).doesNotExist();
    assertThat(root.resolve("var/lib/waagent/state/telemetry/waiting")).exists();
    assertThat(uninstall(List.of(), "--keep=relative")).isEqualTo(2);
    assertThat(console.lines()).anyMatch(line -> line.contains("must begin with /: relative"));
  }

  @Test
  void aPluginThatCannotLookIsToldAndTheRestGoes() throws Exception {
    install();
    Plugin broken = new TestPlugin("broken", wanted -> Plan.nothing());
    Plugin rules = new Rules();
    Plugin failing =
        new Plugin() {
          @Override
          public String name() {
            return "failing";
          }

          @Override
          public Plan plan(Wanted wanted) {
            throw new AssertionError("not asked for");
          }

          @Override
          public Plan removal(Removal scope) throws IOException {
            throw new IOException("no such disk");
          }
        };
    assertThat(uninstall(List.of(broken, failing, rules))).isEqualTo(1);
    assertThat(console.lines()).contains("! not done: left out, failing: no such disk");
    assertThat(services.calls).contains("rules gone");
    assertThat(root.resolve("etc/waagent.conf")).doesNotExist();
  }

  @Test
  void aDryRunTellsAllAndTouchesNothing() throws Exception {
    Map<String, String> before = tree();
    isRoot = false;
    assertThat(install("--dry-run")).isZero();
    assertThat(console.lines())
        .contains(
            "would write /etc/waagent.conf",
            "would link /usr/sbin/waagent to /opt/waagent/bin/waagent",
            "would register walinuxagent");
    assertThat(tree()).isEqualTo(before);
    assertThat(services.calls).isEmpty();
  }

  @Test
  void aDryRunAsJsonIsOneDocument() throws Exception {
    assertThat(install("--dry-run", "--json")).isZero();
    List<String> out = console.answer();
    assertThat(out).hasSize(1);
    assertThat(
            JsonParser.parseString(out.get(0))
                .getAsJsonObject()
                .getAsJsonArray("changes")
                .toString())
        .contains("\"write /etc/waagent.conf\"");
  }

  @Test
  void whoIsNotTheSuperUserIsToldSo() throws Exception {
    isRoot = false;
    assertThat(install()).isEqualTo(4);
    assertThat(console.lines()).anyMatch(line -> line.contains("must be run by root"));
    assertThat(install("--nonsense")).isEqualTo(2);
  }

  @Test
  void aServiceThatDoesNotStartIsAFailureAndTheRestIsDone() throws Exception {
    services.failing = "start";
    assertThat(install()).isEqualTo(1);
    assertThat(root.resolve("etc/waagent.conf")).exists();
    assertThat(console.lines())
        .anyMatch(line -> line.startsWith("! not done: start walinuxagent: "));
  }

  @Test
  void withoutSystemdItSaysThatNothingStartsTheAgent() throws Exception {
    services.kind = "SysV";
    assertThat(install()).isZero();
    assertThat(services.calls).isEmpty();
    assertThat(root.resolve("lib/systemd/system/walinuxagent.service")).doesNotExist();
    assertThat(console.lines()).anyMatch(line -> line.startsWith("! no service is registered"));
  }

  @Test
  void registeringEnablesAndStartsAnewAndTellsEachStep() throws Exception {
    assertThat(new RegisterVerb(here()).run(List.of(), console)).isZero();
    assertThat(console.lines())
        .containsExactly("register walinuxagent", "stop walinuxagent", "start walinuxagent");
    assertThat(services.calls)
        .containsExactly("enable walinuxagent", "stop walinuxagent", "start walinuxagent");
  }

  /** A plugin with something to take back. */
  private final class Rules implements Plugin {
    @Override
    public String name() {
      return "networking";
    }

    @Override
    public Plan plan(Wanted wanted) {
      throw new AssertionError("not asked for");
    }

    @Override
    public Plan removal(Removal scope) {
      assertThat(scope).isEqualTo(Removal.UNINSTALL);
      return new Plan(
          new ArrayList<>(List.of(Change.of("rules", () -> services.calls.add("rules gone")))),
          Outcome.done());
    }
  }
}
