// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.TestConsole;

/** The field's own file full of odd lines. */
@Tag("S54")
class SampleConfTest {
  @TempDir Path root;
  private ConfMachine machine;

  @BeforeEach
  void prepare() throws Exception {
    String samples = System.getProperty("waagent.samples");
    assumeTrue(samples != null, "needs the system property waagent.samples");
    machine = new ConfMachine(root);
    machine.write(Files.readString(Path.of(samples, "config", "test_waagent.conf")));
  }

  @Test
  void readsTheValuesTheClassicAgentReads() {
    TestConsole console = TestConsole.ofDaemon();
    new ShowConfigurationVerb(machine.bridge()).run(List.of(), console);

    assertThat(console.answer())
        .containsExactly(
            "Debug.EnableExtensionPolicy = False",
            "Debug.EnableSignatureValidation = False",
            "Extensions.Enabled = True",
            "Logs.Collect = True",
            "Logs.CollectPeriod = 3600",
            "Logs.Verbose = False",
            "OS.EnableFIPS = True",
            "OS.EnableFirewall = False",
            "OS.OpensslPath = None",
            "OS.RootDeviceScsiTimeout = 300",
            "OS.SshClientAliveInterval = 42",
            "OS.SshDir = /notareal/path",
            "Provisioning.Agent = auto",
            "Provisioning.AllowResetSysUser = False",
            "Provisioning.DecodeCustomData = False",
            "Provisioning.DeleteRootPassword = True",
            "Provisioning.ExecuteCustomData = False",
            "Provisioning.MonitorHostName = True",
            "Provisioning.RegenerateSshHostKeyPair = True",
            "Provisioning.SshHostKeyPairType = rsa",
            "ResourceDisk.EnableSwap = False",
            "ResourceDisk.EnableSwapEncryption = False",
            "ResourceDisk.Filesystem = ext4",
            "ResourceDisk.Format = True",
            "ResourceDisk.MountOptions = None",
            "ResourceDisk.MountPoint = /mnt/resource",
            "ResourceDisk.SwapSizeMB = 0");
  }

  @Test
  void tellsItsOddLinesWithTheirNumbers() {
    machine.started().tell();

    assertThat(machine.log.lines)
        .containsExactly(
            "INFO /etc/waagent.conf: line 6: has no key before the '='; line 7: FauxKey1 is not"
                + " known; line 8: FauxKey2 is not known; line 9: FauxKey3 is not known");
  }
}
