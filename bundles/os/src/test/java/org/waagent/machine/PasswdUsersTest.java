// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.os.Users;

class PasswdUsersTest extends UsersContract {
  private static final String PASSWD =
      """
      root:x:0:0:root:/root:/bin/bash
      # a comment:x:1:1::/:/bin/sh
      broken line
      +::::::
      odd:x:none:7::/:/bin/sh
      user:x:1000:1001:A User,,,:/home/user:
      user:x:2000:2000:again:/home/again:/bin/sh
      nobody:x:4294967294:4294967294:::/sbin/nologin
      """;

  @TempDir private Path root;

  @Override
  Users users() throws IOException {
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/passwd"), PASSWD);
    return new PasswdUsers(TestMachine.at(root).files());
  }

  @Test
  void readsEveryFieldOfTheFirstLineOfAName() throws IOException {
    assertThat(users().find("user"))
        .contains(new Users.User("user", 1000, 1001, "A User,,,", Path.of("/home/user"), ""));
  }

  @Test
  void keepsTheOrderAndLeavesOutWhatIsNoAccount() throws IOException {
    assertThat(users().all())
        .extracting(Users.User::name)
        .containsExactly("root", "user", "user", "nobody");
  }

  @Test
  void takesTheFirstOrdinaryIdFromTheMachine() throws IOException {
    Users users = users();
    assertThat(users.firstOrdinaryId()).isEqualTo(1000);
    Files.writeString(
        root.resolve("etc/login.defs"), "#UID_MIN 1\nUID_MIN\t\t 500 # x\nUID_MAX 60000\n");
    assertThat(users.firstOrdinaryId()).isEqualTo(500);
  }

  @Test
  void aMachineWithoutAccountsHasNone() throws IOException {
    assertThat(new PasswdUsers(TestMachine.at(root.resolve("empty")).files()).all()).isEmpty();
  }
}
