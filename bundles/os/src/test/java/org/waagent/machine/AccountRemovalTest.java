// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes with an account. */
class AccountRemovalTest extends AccountsOfAFolder {
  @Test
  void deletesNoAccountOfTheSystem() throws Exception {
    file("etc/passwd", ROOT_LINE + "daemon:x:1:1::/:/bin/false\n");

    assertThatThrownBy(() -> accounts("Default").delete("daemon"))
        .hasMessage("daemon belongs to the system and is not deleted");
    assertThat(shell.ran()).isEmpty();
  }

  @Test
  void endsWhatRunsForAnAccountBeforeItGoes() throws Exception {
    joe();
    file("etc/sudoers.d/waagent", "joe ALL=(ALL) ALL\n");
    shell =
        new ScriptedShell(
            line -> {
              if (line.startsWith("userdel")) {
                nobody();
              }
              return ScriptedShell.fine("");
            },
            "loginctl",
            "pkill");

    accounts("Default").delete("joe");

    assertThat(shell.ran())
        .containsExactly(
            "loginctl terminate-user joe", "pkill -KILL -u 1001", "userdel -f -r -- joe");
    assertThat(text("etc/sudoers.d/waagent")).isEmpty();
  }

  /** Some programs take a missing file of logins for somebody who is logged in. */
  @ParameterizedTest
  @CsvSource({"Default, utmp", "OpenBSD, utmp", "FreeBSD, utx.active"})
  void makesTheFileOfLoginsBeforeAnAccountGoes(String family, String name) throws Exception {
    joe();
    List<Boolean> there = new ArrayList<>();
    shell =
        new ScriptedShell(
            line -> {
              there.add(Files.exists(root.resolve("var/run").resolve(name)));
              nobody();
              return ScriptedShell.fine("");
            });

    accounts(family).delete("joe");

    assertThat(there).containsExactly(true);
  }

  @Test
  void saysThatAnAccountIsStillThere() {
    joe();

    assertThatThrownBy(() -> accounts("Default").delete("joe"))
        .hasMessage("joe or its home is still there");
  }

  @Test
  void deletesCopiesOfAccountFilesThatStillNameTheAccount() throws Exception {
    shell =
        new ScriptedShell(
            line -> {
              if (line.startsWith("userdel")) {
                put("etc/shadow-", ROOT_LINE + "joe:$6$x$y:19000:0:99999:7:::\n");
                put("etc/group-", "sudo:x:27:ann,joe\n");
                put("etc/passwd-", ROOT_LINE + "joey:x:1001:1001::/home/joey:/bin/sh\n");
                nobody();
              }
              return ScriptedShell.fine("");
            });
    joe();
    accounts("Default").delete("joe");
    assertThat(root.resolve("etc/shadow-")).doesNotExist();
    assertThat(root.resolve("etc/group-")).doesNotExist();
    assertThat(root.resolve("etc/passwd-")).exists();
  }
}
