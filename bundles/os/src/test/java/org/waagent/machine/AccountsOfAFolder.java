// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.os.SecurityLabels;

/** Accounts of a machine that is a folder; its programs do what a test says. */
class AccountsOfAFolder {
  static final String ROOT_LINE = "root:x:0:0:root:/root:/bin/sh\n";

  @TempDir Path root;

  final List<Path> labelled = new ArrayList<>();
  private final SecurityLabels labels = labelled::addAll;
  ScriptedShell shell = new ScriptedShell(line -> ScriptedShell.fine(""));

  @BeforeEach
  void machine() throws IOException {
    file("etc/passwd", ROOT_LINE);
    file("etc/login.defs", "UID_MIN 1000\n");
    file("etc/shadow", "root:$6$x$y:19000:0:99999:7:::\nbin:*:1::::::\n");
    Files.setPosixFilePermissions(
        root.resolve("etc/shadow"), PosixFilePermissions.fromString("rw-r-----"));
  }

  void file(String path, String text) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), text);
  }

  String text(String path) throws IOException {
    return Files.readString(root.resolve(path));
  }

  LocalAccounts accounts(String family) {
    TestMachine machine = TestMachine.at(root);
    return new LocalAccounts(
        Path.of("/etc/sudoers.d"),
        new PasswordFile(Path.of("/etc/shadow"), new Root(root), machine.files(), labels),
        machine.files(),
        shell,
        new PasswdUsers(machine.files()),
        FixedMachine.of(family));
  }

  void joe() {
    try {
      file("etc/passwd", ROOT_LINE + "joe:x:1001:1001::/home/joe:/bin/sh\n");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  void nobody() {
    try {
      file("etc/passwd", ROOT_LINE);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  void put(String path, String text) {
    try {
      file(path, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
