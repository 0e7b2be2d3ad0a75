// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.waagent.machine.TestConsole;
import org.waagent.os.Mode;
import org.waagent.plugin.Check.Severity;

class VerbsTest {
  @TempDir Path root;
  private final TestConsole console = TestConsole.ofDaemon();
  private ConfMachine machine;

  @BeforeEach
  void prepare() {
    machine = new ConfMachine(root);
    machine.installExtensions();
  }

  @Test
  void checkPrintsFindingsAndFailsOnAnError() throws Exception {
    machine.write("Extensions.Enabled=yes\nFauxKey1=1\nLogs.Collect=y\n");

    assertThat(config("check")).isEqualTo(1);
    assertThat(console.answer())
        .containsExactly(
            "error: line 1: Extensions.Enabled=yes is not y or n; the default True holds",
            "warning: line 2: FauxKey1 is not known",
            "note: line 3: Logs.Collect is read by telemetry, which does not run here",
            "/etc/waagent.conf: 2 to look at.");
  }

  @Test
  void checkIsFineWithWarnings() throws Exception {
    machine.write("FauxKey1=1\n");
    assertThat(config("check")).isZero();
  }

  @Test
  void checkReadsWhatIsOnDiskNow() throws Exception {
    machine.write("Extensions.Enabled=yes\n");
    Bridge bridge = machine.bridge();
    machine.write("Extensions.Enabled=y\n");

    assertThat(new ConfigVerb(bridge).run(List.of("check"), console)).isZero();
    assertThat(console.answer()).containsExactly("/etc/waagent.conf is fine.");
  }

  @Test
  void checkTakesAnotherFile() throws Exception {
    machine.write("Extensions.Enabled=y\n");
    byte[] text = "Extensions.Enabled=1\n".getBytes(UTF_8);
    machine.machine.files().write(Path.of("/etc/other.conf"), text, Mode.of(0644));

    assertThat(config("check", "/etc/other.conf")).isEqualTo(1);
  }

  @Test
  void checkNamesAFileThatCannotBeRead() throws Exception {
    machine.write("A.B=1\n");

    assertThat(config("check", "/etc/none.conf")).isEqualTo(1);
    assertThat(console.errors()).containsExactly("error: /etc/none.conf is not there");
  }

  @Test
  void wrongArgumentsAreTold() throws Exception {
    machine.write("A.B=1\n");

    assertThat(config()).isEqualTo(2);
    assertThat(config("chekc")).isEqualTo(2);
    assertThat(config("check", "relative.conf")).isEqualTo(2);
    assertThat(config("check", "/a", "/b")).isEqualTo(2);
    assertThat(show("-json")).isEqualTo(2);
    assertThat(console.answer()).isEmpty();
  }

  @Test
  void keysListsTypeDefaultOwnerAndHelp() throws Exception {
    machine.write("A.B=1\n");

    assertThat(config("keys")).isZero();
    assertThat(console.answer())
        .containsSubsequence(
            "Extensions.Enabled (y or n, default True; org.waagent.extension-handler)",
            "    What enabled is for.",
            "Extensions.GoalStatePeriod (a whole number, default 6;"
                + " org.waagent.extension-handler)",
            "OS.OpensslPath (text, default None; org.waagent.extension-handler)");
  }

  @Test
  void showPrintsDefaultsAndKnownKeysOfTheFileSorted() throws Exception {
    machine.write(
        "ResourceDisk.Format=Y\nFauxKey1=1\nExtensions.GoalStatePeriod=9\nExtensions.Enabled=no\n"
            + "ResourceDisk.MountOptions=None\nHome.Dir=/x\n");

    assertThat(show()).isZero();
    assertThat(console.answer())
        .containsExactly(
            "Extensions.Enabled = True",
            "Extensions.GoalStatePeriod = 9",
            "OS.OpensslPath = None",
            "ResourceDisk.Format = True",
            "ResourceDisk.MountOptions = None");
  }

  @Test
  void showTellsTheSourceWhenAsked() throws Exception {
    machine.write("# c\nExtensions.GoalStatePeriod=9\n");

    assertThat(show("-verbose")).isZero();
    assertThat(console.answer())
        .containsExactly(
            "Extensions.Enabled = True (default)",
            "Extensions.GoalStatePeriod = 9 (file, line 2)",
            "OS.OpensslPath = None (default)");
  }

  @Test
  void showNeverPrintsAPassword() throws Exception {
    Bundle bundle = machine.framework.install("com.example.motd");
    machine.metatypes.declare(bundle, "org.waagent.motd", FakeMetatypes.password("token"));
    machine.write("Motd.Token=hush\n");

    show("-verbose");
    assertThat(console.answer()).contains("Motd.Token = *** (file, line 1)");
  }

  @Test
  void theCheckOfTheDoctorTellsABadFile() throws Exception {
    Bridge bridge = machine.bridge();
    var finding = new ConfigurationCheck(bridge).look();
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.cause()).isEqualTo("/etc/waagent.conf is not there");
  }

  @Test
  void theCheckOfTheDoctorTellsOddLines() throws Exception {
    machine.write("Lib.Dri=/x\n");
    var finding = new ConfigurationCheck(machine.bridge()).look();
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.cause()).contains("line 1: Lib.Dri");
  }

  @Test
  void theCheckOfTheDoctorIsFineWithNotes() throws Exception {
    machine.write("ResourceDisk.Format=y\nExtensions.Enabled=y\n");
    var finding = new ConfigurationCheck(machine.bridge()).look();
    assertThat(finding.severity()).isEqualTo(Severity.FINE);
  }

  private int config(String... arguments) {
    return new ConfigVerb(machine.bridge()).run(List.of(arguments), console);
  }

  private int show(String... arguments) {
    return new ShowConfigurationVerb(machine.bridge()).run(List.of(arguments), console);
  }
}
