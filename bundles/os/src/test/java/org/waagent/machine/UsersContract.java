// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.waagent.os.Users;

/** What every implementation of {@link Users} does, on a machine that has a super user. */
abstract class UsersContract {
  /** The implementation to test. */
  abstract Users users() throws IOException;

  @Test
  void knowsTheSuperUser() throws IOException {
    Users.User root = users().find("root").orElseThrow();
    assertThat(root.id()).isZero();
    assertThat(root.group()).isZero();
    assertThat(root.home()).isAbsolute();
    assertThat(users().all()).contains(root);
  }

  @Test
  void knowsNobodyElse() throws IOException {
    assertThat(users().find("no-such-user")).isEmpty();
    assertThat(users().find("")).isEmpty();
  }

  @Test
  void ordinaryIdsBeginAfterTheSystems() throws IOException {
    assertThat(users().firstOrdinaryId()).isBetween(1, 100_000);
  }
}
