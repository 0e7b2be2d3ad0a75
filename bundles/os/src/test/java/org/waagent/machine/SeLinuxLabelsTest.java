// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeLinuxLabelsTest {
  private static final List<Path> FILES = List.of(Path.of("/etc/shadow"), Path.of("/etc/x"));

  @ParameterizedTest
  @CsvSource({"Enforcing", "Permissive"})
  void restoresLabelsWhereSelinuxRuns(String state) throws Exception {
    ScriptedShell shell = new ScriptedShell(line -> ScriptedShell.fine(state), "getenforce");

    new SeLinuxLabels(shell).restore(FILES);

    assertThat(shell.ran()).containsExactly("getenforce", "restorecon -F /etc/shadow /etc/x");
  }

  @Test
  void doesNothingWhereItDoesNot() throws Exception {
    ScriptedShell none = new ScriptedShell(line -> ScriptedShell.fine(""));
    ScriptedShell off = new ScriptedShell(line -> ScriptedShell.fine("Disabled"), "getenforce");

    new SeLinuxLabels(none).restore(FILES);
    new SeLinuxLabels(off).restore(FILES);

    assertThat(none.ran()).isEmpty();
    assertThat(off.ran()).containsExactly("getenforce");
  }
}
