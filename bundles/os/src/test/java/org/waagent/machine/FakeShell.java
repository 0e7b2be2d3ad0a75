// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.waagent.os.Command;
import org.waagent.os.Output;
import org.waagent.os.Recorded;
import org.waagent.os.RecordedCommand;
import org.waagent.os.Result;
import org.waagent.os.Shell;

/** Has the programs it is given; each ends as it is told to. */
final class FakeShell implements Shell {
  private final List<String> ran = new ArrayList<>();
  private final Set<String> programs;
  private final Result result;

  FakeShell(Set<String> programs, Result result) {
    this.programs = programs;
    this.result = result;
  }

  static Result exited(int code, String stderr) {
    return new Result.Exited(code, new Output("", stderr), Duration.ZERO);
  }

  List<String> ran() {
    return ran;
  }

  @Override
  public Result run(Command command) {
    ran.add(String.join(" ", command.arguments()));
    return result;
  }

  @Override
  public Optional<Path> find(String program) {
    return programs.contains(program) ? Optional.of(Path.of("/sbin", program)) : Optional.empty();
  }

  @Override
  public Closeable stream(Command command, Consumer<String> line, Runnable closed) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Recorded start(RecordedCommand command) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Recorded> adopt(Path record) {
    throw new UnsupportedOperationException();
  }
}
