// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.goalstate.Secret;
import org.waagent.os.Accounts.Rights;
import org.waagent.os.NewAccount;
import org.waagent.os.Result;

class LocalAccountsTest extends AccountsOfAFolder {
  @ParameterizedTest
  @Tag("S1")
  @Tag("S3")
  @CsvSource({
    "Default, useradd -m -e 2030-01-02 -c JIT_Account -- joe",
    "DebianModern, useradd -m -e 2030-01-02 -c JIT_Account -- joe",
    "RH6, useradd -m -e 2030-01-02 -c JIT_Account -- joe",
    "OpenWrt, useradd -m -s /bin/ash -e 2030-01-02 -c JIT_Account -- joe",
    "Alpine, adduser -D -g JIT_Account -- joe",
    "FreeBSD, pw useradd joe -m -e 2030-01-02 -c JIT_Account",
    "OpenBSD, useradd -m -e 2030-01-02 -c JIT_Account -- joe"
  })
  void makesAnAccountWithTheSystemsProgram(String family, String command) throws Exception {
    accounts(family)
        .create(
            new NewAccount(
                "joe", Optional.of(LocalDate.of(2030, 1, 2)), Optional.of("JIT_Account")));

    assertThat(shell.ran()).containsExactly(command);
  }

  @Test
  void usesTheShadowSuiteOfAlpineWhereItIsThere() throws Exception {
    shell = new ScriptedShell(line -> ScriptedShell.fine(""), "useradd", "userdel");

    accounts("Alpine").create(NewAccount.of("joe"));

    assertThat(shell.ran()).containsExactly("useradd -m -- joe");
  }

  @Test
  void saysThatAnApplianceHasNoWay() {
    assertThatThrownBy(() -> accounts("GAiA").create(NewAccount.of("joe")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("can't be changed");
  }

  @Test
  void takesHalfAnAccountAway() {
    shell = new ScriptedShell(this::addsAndFails);

    assertThatThrownBy(() -> accounts("Default").create(NewAccount.of("joe")))
        .hasMessageContaining("exit code 12 cannot create home");
    assertThat(shell.ran()).containsExactly("useradd -m -- joe", "userdel -f -r -- joe");
  }

  private Result addsAndFails(String line) {
    if (line.startsWith("useradd")) {
      joe();
      return ScriptedShell.failed(12, "cannot create home");
    }
    return ScriptedShell.fine("");
  }

  @Test
  @Tag("S35")
  void passesTheHashOnStandardInputOnly() throws Exception {
    joe();

    accounts("Default").passwordHash("joe", Secret.of("$6$abc$def"));

    assertThat(shell.ran()).containsExactly("chpasswd -e");
    assertThat(shell.read()).containsExactly("joe:$6$abc$def\n");
  }

  @Test
  @Tag("S1")
  void givesFreeBsdTheHashAlone() throws Exception {
    joe();

    accounts("FreeBSD").passwordHash("joe", Secret.of("$6$abc$def"));

    assertThat(shell.ran()).containsExactly("pw usermod joe -H 0");
    assertThat(shell.read()).containsExactly("$6$abc$def");
  }

  @Test
  void putsTheHashIntoTheFileOfOpenBsd() throws Exception {
    joe();
    file(
        "etc/shadow",
        "root:x:0:0::0:0::/root:/bin/ksh\njoe:*:1001:1001::0:0::/home/joe:/bin/ksh\n");
    LocalAccounts accounts = accounts("OpenBSD");

    accounts.passwordHash("joe", Secret.of("$2b$10$abc"));

    assertThat(text("etc/shadow")).contains("joe:$2b$10$abc:1001:", "root:x:0");
    assertThat(shell.ran()).containsExactly("pwd_mkdb -p /etc/shadow");
    assertThat(accounts.hashId()).contains("2b");
    assertThat(accounts("Default").hashId()).isEmpty();
  }

  @Test
  void setsNoPasswordOfNobody() {
    assertThatThrownBy(() -> accounts("Default").passwordHash("joe", Secret.of("x")))
        .hasMessage("no such account: joe");
    assertThat(shell.ran()).isEmpty();
  }

  @Test
  @Tag("S35")
  void addsARuleOnceAndKeepsThoseOfOthers() throws Exception {
    file("etc/sudoers.d/waagent", "ann ALL=(ALL) ALL\n");
    shell = new ScriptedShell(line -> ScriptedShell.fine(""), "visudo");
    LocalAccounts accounts = accounts("Default");

    accounts.allow("joe", Rights.WITHOUT_PASSWORD);
    accounts.allow("joe", Rights.WITHOUT_PASSWORD);

    assertThat(text("etc/sudoers.d/waagent"))
        .isEqualTo("ann ALL=(ALL) ALL\njoe ALL=(ALL) NOPASSWD: ALL\n");
    assertThat(accounts.isAllowed("joe", Rights.WITHOUT_PASSWORD)).isTrue();
    assertThat(accounts.isAllowed("joe", Rights.WITH_PASSWORD)).isFalse();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(root.resolve("etc/sudoers.d/waagent"))))
        .isEqualTo("r--r-----");
    assertThat(shell.ran()).containsExactly("visudo -cf /etc/sudoers.d/waagent.new");
  }

  @Test
  void writesNoRuleThatSudoRefuses() throws Exception {
    file("etc/sudoers.d/waagent", "ann ALL=(ALL) ALL\n");
    shell = new ScriptedShell(line -> ScriptedShell.failed(1, "syntax error"), "visudo");

    assertThatThrownBy(() -> accounts("Default").allow("joe", Rights.WITH_PASSWORD))
        .hasMessageContaining("syntax error");
    assertThat(text("etc/sudoers.d/waagent")).isEqualTo("ann ALL=(ALL) ALL\n");
    assertThat(root.resolve("etc/sudoers.d")).isDirectoryContaining("glob:**/waagent");
    assertThat(root.resolve("etc/sudoers.d/waagent.new")).doesNotExist();
  }

  @Test
  void makesAFolderThatSudoReads() throws Exception {
    file("etc/sudoers", "root ALL=(ALL) ALL\n");

    accounts("Default").allow("joe", Rights.WITH_PASSWORD);

    assertThat(text("etc/sudoers")).isEqualTo("root ALL=(ALL) ALL\n\n#includedir /etc/sudoers.d\n");
    assertThat(text("etc/sudoers.d/waagent")).isEqualTo("joe ALL=(ALL) ALL\n");
  }

  @Test
  void takesExactlyTheRulesOfOneAccountOut() throws Exception {
    file(
        "etc/sudoers.d/waagent",
        "joe ALL=(ALL) ALL\n"
            + "joeann ALL=(ALL) ALL\n"
            + "ann ALL=(joe) ALL\n"
            + "joe ALL=(ALL) NOPASSWD: ALL\n");

    accounts("Default").disallow("joe");

    assertThat(text("etc/sudoers.d/waagent"))
        .isEqualTo("joeann ALL=(ALL) ALL\nann ALL=(joe) ALL\n");
  }

  @Test
  void givesRightsOnOpenBsdWithDoas() throws Exception {
    accounts("OpenBSD").allow("joe", Rights.WITH_PASSWORD);

    assertThat(text("etc/doas.conf"))
        .isEqualTo("permit keepenv nopass root\npermit keepenv persist joe\n");
  }

  @Test
  @Tag("S57")
  void locksRootInTheFile() throws Exception {
    LocalAccounts accounts = accounts("Default");
    assertThat(accounts.isRootLocked()).isFalse();

    accounts.lockRoot();

    assertThat(text("etc/shadow")).isEqualTo("root:*LOCK*:14600::::::\nbin:*:1::::::\n");
    assertThat(accounts.isRootLocked()).isTrue();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(root.resolve("etc/shadow"))))
        .isEqualTo("rw-r-----");
    assertThat(labelled).containsExactly(Path.of("/etc/shadow"));
    assertThat(shell.ran()).isEmpty();
  }

  /** A link's own rights are everybody's. */
  @Test
  void keepsTheRightsOfAFileOfHashesBehindALink() throws Exception {
    Files.createDirectories(root.resolve("state"));
    Files.move(root.resolve("etc/shadow"), root.resolve("state/shadow"));
    Files.createSymbolicLink(root.resolve("etc/shadow"), Path.of("/state/shadow"));

    accounts("Default").lockRoot();

    assertThat(text("state/shadow")).startsWith("root:*LOCK*:");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(root.resolve("state/shadow"))))
        .isEqualTo("rw-r-----");
  }

  @Test
  void makesTheFileWhereClearLinuxHasNone() throws Exception {
    Files.delete(root.resolve("etc/shadow"));

    accounts("ClearLinux").lockRoot();

    assertThat(text("etc/shadow")).isEqualTo("root:*LOCK*:14600::::::\n");
  }

  @Test
  @Tag("S1")
  void locksRootOfFreeBsdWithItsProgram() throws Exception {
    accounts("FreeBSD").lockRoot();

    assertThat(shell.ran()).containsExactly("pw usermod root -h -");
  }

  @Test
  void knowsAccountsOfTheSystemByTheirIds() throws Exception {
    file(
        "etc/passwd",
        ROOT_LINE + "core:x:500:500::/home/core:/bin/sh\njoe:x:1000:1000::/home/joe:/bin/sh\n");

    assertThat(accounts("Default").isSystem("root")).isTrue();
    assertThat(accounts("Default").isSystem("core")).isTrue();
    assertThat(accounts("CoreOS").isSystem("core")).isFalse();
    assertThat(accounts("Default").isSystem("joe")).isFalse();
    assertThat(accounts("Default").isSystem("nobody")).isFalse();
    file("etc/login.defs", "#UID_MIN 1000\nUMASK 022\n");
    assertThat(accounts("Default").isSystem("core")).isFalse();
    assertThat(accounts("Default").isSystem("root")).isTrue();
    Files.delete(root.resolve("etc/login.defs"));
    assertThat(accounts("Default").isSystem("core")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Default, usermod -e 2030-01-02 joe",
    "FreeBSD, pw usermod joe -e 2030-01-02",
    "BIG-IP, ''"
  })
  void setsTheDayAnAccountEndsAtWhereThereAreSuchDays(String family, String command)
      throws Exception {
    accounts(family).expires("joe", LocalDate.of(2030, 1, 2));
    assertThat(String.join("", shell.ran())).isEqualTo(command);
  }

  /** Their programs know no such day, but who logs in by the file is held to it. */
  @ParameterizedTest
  @ValueSource(strings = {"Alpine", "OpenWrt"})
  void setsTheDayAnAccountEndsAtInTheFile(String family) throws Exception {
    String others = text("etc/shadow");
    file("etc/shadow", others + "joe:!:19000:0:99999:7:::\njoey:!:19000:0:99999:7:::\n");
    LocalDate day = LocalDate.of(2030, 1, 2);

    accounts(family).create(new NewAccount("joe", Optional.of(day), Optional.empty()));
    assertThat(text("etc/shadow"))
        .isEqualTo(others + "joe:!:19000:0:99999:7::21916:\njoey:!:19000:0:99999:7:::\n");

    accounts(family).expires("joe", day.plusDays(1));
    assertThat(text("etc/shadow"))
        .isEqualTo(others + "joe:!:19000:0:99999:7::21917:\njoey:!:19000:0:99999:7:::\n");
    assertThat(shell.ran()).hasSize(1);
  }
}
