// SPDX-License-Identifier: Apache-2.0
package org.waagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.TestConsole;

/** Every odd form of a line that files in the field have, in one file. */
@Tag("S54")
class OddConfTest {
  private static final String FILE =
      """
      # comments behind values, keys without a name, signs among values
       # a blank before one

      Provisioning.Agent=auto
      =Value0
      FauxKey1= Value1
      FauxKey2=Value2 Value2
      FauxKey3=delalloc,rw,noatime,nobarrier,users,mode=777
      Provisioning.SshHostKeyPairType=rsa # of the kinds
      Provisioning.DecodeCustomData=n#not here
      Provisioning.ExecuteCustomData=n
      Provisioning.PasswordCryptId=5
      Provisioning.PasswordCryptId=6
      OS.EnableFIPS=y#'#' in quotes
      OS.SshClientAliveInterval=42#'#' "#" #
      OS.OpensslPath="/usr/bin/openssl"
      OS.SshDir = /notareal/path\t
      ResourceDisk.MountOptions=None
      HttpProxy.Host=
      Logs.Verbose=n
      """;

  @TempDir private Path root;
  private ConfMachine machine;

  @BeforeEach
  void write() throws Exception {
    machine = new ConfMachine(root);
    machine.write(FILE.replace("auto\n", "auto\r\n"));
  }

  @Test
  void isReadAsTheClassicAgentReadsIt() {
    TestConsole console = TestConsole.ofDaemon();
    new ShowConfigurationVerb(machine.bridge()).run(List.of(), console);

    assertThat(console.answer())
        .containsExactly(
            "HttpProxy.Host = None",
            "Logs.Verbose = False",
            "OS.EnableFIPS = True",
            "OS.OpensslPath = /usr/bin/openssl",
            "OS.SshClientAliveInterval = 42",
            "OS.SshDir = /notareal/path",
            "Provisioning.Agent = auto",
            "Provisioning.DecodeCustomData = False",
            "Provisioning.ExecuteCustomData = False",
            "Provisioning.PasswordCryptId = 6",
            "Provisioning.SshHostKeyPairType = rsa",
            "ResourceDisk.MountOptions = None");
  }

  @Test
  void itsOddLinesAreToldWithTheirNumbers() {
    machine.started().tell();

    assertThat(String.join("\n", machine.log.lines))
        .contains(
            "line 5: has no key before the '='",
            "line 6: FauxKey1 is not known",
            "line 7: FauxKey2 is not known",
            "line 8: FauxKey3 is not known");
  }
}
