// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.nio.file.Path;
import org.waagent.os.Users;

/** The contract on this machine; it only reads. */
class MachineUsersTest extends UsersContract {
  @Override
  Users users() {
    return new PasswdUsers(TestMachine.at(Path.of("/")).files());
  }
}
