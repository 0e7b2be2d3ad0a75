// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.nio.file.Path;
import org.waagent.os.Services;

/** The contract on this machine; it only asks. */
class MachineServicesTest extends ServicesContract {
  @Override
  Services services() {
    TestMachine machine = TestMachine.at(Path.of("/"));
    return new LocalServices(machine.files(), machine.shell(), "Linux");
  }
}
