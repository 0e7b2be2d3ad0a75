// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.nio.file.Path;
import org.waagent.os.BlockDevices;

/** The contract on this machine; it only reads. */
class MachineBlockDevicesTest extends BlockDevicesContract {
  @Override
  BlockDevices blockDevices() {
    return new SysBlockDevices(TestMachine.at(Path.of("/")).files());
  }
}
