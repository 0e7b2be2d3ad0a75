// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.waagent.os.Mode;
import org.waagent.os.Recorded;
import org.waagent.os.RecordedCommand;

/** An agent for tests to end: starts a recorded command and waits for it. */
final class StartAndStay {
  private StartAndStay() {}

  public static void main(String[] arguments) throws Exception {
    TestMachine machine = TestMachine.at(Path.of(arguments[0]));
    Path folder = Path.of("/work");
    machine.files().makeFolder(folder, Mode.PUBLIC_FOLDER);
    Recorded recorded =
        machine
            .shell()
            .start(new RecordedCommand(arguments[1], Map.of(), folder, Path.of("/records/one")));
    System.out.println("started");
    recorded.await(Duration.ofMinutes(1));
  }
}
