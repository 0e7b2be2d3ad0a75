// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.nio.file.Path;
import org.waagent.os.Shell;

class ProcessShellTest extends ShellContract {
  @Override
  Shell shell() {
    return TestMachine.at(Path.of("/")).shell();
  }
}
