// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceIdsTest {
  private static final String FILE = "sys/class/dmi/id/product_uuid";

  @TempDir private Path root;

  private String find(String kernel, ScriptedShell shell) {
    return new InstanceIds(new Source(TestMachine.at(root).files()), shell, kernel).find();
  }

  private void file(String text) throws IOException {
    Files.createDirectories(root.resolve(FILE).getParent());
    Files.writeString(root.resolve(FILE), text);
  }

  @ParameterizedTest
  @CsvSource({
    "33C2F3B9-1399-429F-8EB3-BA656DF32502, B9F3C233-9913-9F42-8EB3-BA656DF32502",
    "78563412-3412-3412-1234-123456789012, 12345678-1234-1234-1234-123456789012",
    "544CDFD0-CB4E-4B4A-9954-5BDF3ED5C3B8, D0DF4C54-4ECB-4A4B-9954-5BDF3ED5C3B8",
    "544cdfd0-cb4e-4b4a-9954-5bdf3ed5c3b8, d0df4c54-4ecb-4a4b-9954-5bdf3ed5c3b8",
    "Value, Value",
    "'', ''"
  })
  void turnsTheBytesOfTheFirstThreeGroups(String kernel, String id) throws IOException {
    file(kernel + "\n");

    ScriptedShell shell = new ScriptedShell(line -> ScriptedShell.fine("never asked"));
    assertThat(find("Linux", shell)).isEqualTo(id);
    assertThat(shell.ran()).isEmpty();
  }

  @Test
  void asksTheFirmwareWhereTheKernelTellsNothing() {
    ScriptedShell shell =
        new ScriptedShell(line -> ScriptedShell.fine("33C2F3B9-1399-429F-8EB3-BA656DF32502\n"));

    assertThat(find("Linux", shell)).isEqualTo("B9F3C233-9913-9F42-8EB3-BA656DF32502");
    assertThat(shell.ran()).containsExactly("dmidecode --string system-uuid");
  }

  @Test
  void takesOnlyAnIdFromTheFirmware() {
    assertThat(find("Linux", new ScriptedShell(line -> ScriptedShell.fine("Value")))).isEmpty();
    assertThat(find("Linux", new ScriptedShell(line -> ScriptedShell.failed(1, "")))).isEmpty();
  }

  @Test
  void takesTheIdOfOpenBsdAsItIs() {
    ScriptedShell shell =
        new ScriptedShell(line -> ScriptedShell.fine("33C2F3B9-1399-429F-8EB3-BA656DF32502\n"));

    assertThat(find("OpenBSD", shell)).isEqualTo("33C2F3B9-1399-429F-8EB3-BA656DF32502");
    assertThat(shell.ran()).containsExactly("sysctl -n hw.uuid");
  }
}
