// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.waagent.os.Mode;
import org.waagent.os.Recorded;
import org.waagent.os.RecordedCommand;
import org.waagent.os.Scope;
import org.waagent.os.Shell;

/** An agent for tests to end: starts a recorded command and waits for it. */
final class StartAndStay {
  private StartAndStay() {}

  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    TestMachine machine = TestMachine.at(root);
    boolean scoped = arguments.length > 2;
    Shell shell = scoped ? new FakeSystemd(root).shell() : machine.shell();
    Optional<Scope> scope = scoped ? Optional.of(new Scope("x", "x.slice")) : Optional.empty();
    Path folder = Path.of("/work");
    machine.files().makeFolder(folder, Mode.PUBLIC_FOLDER);
    Recorded recorded =
        shell.start(
            new RecordedCommand(arguments[1], Map.of(), folder, Path.of("/records/one"), scope));
    System.out.println("started");
    recorded.await(Duration.ofMinutes(1));
  }
}
