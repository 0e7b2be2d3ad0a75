// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.waagent.os.Command;
import org.waagent.os.Output;
import org.waagent.os.Recorded;
import org.waagent.os.RecordedCommand;
import org.waagent.os.Result;
import org.waagent.os.Shell;

/** A shell for tests whose programs do what the test says, and nothing on this machine. */
public final class ScriptedShell implements Shell {
  private final List<Command> commands = new ArrayList<>();
  private final Set<String> programs = new HashSet<>();
  private final Function<String, Result> script;

  /**
   * @param script gets a command line and says how it ends
   */
  public ScriptedShell(Function<String, Result> script, String... programs) {
    this.script = script;
    this.programs.addAll(List.of(programs));
  }

  /** An end with exit code 0. */
  public static Result fine(String stdout) {
    return new Result.Exited(0, new Output(stdout, ""), Duration.ZERO);
  }

  /** An end with another exit code. */
  public static Result failed(int code, String stderr) {
    return new Result.Exited(code, new Output("", stderr), Duration.ZERO);
  }

  /** Command lines that were run. */
  public List<String> ran() {
    return commands.stream().map(command -> String.join(" ", command.arguments())).toList();
  }

  /** What programs were given to read. */
  public List<String> read() {
    return commands.stream().flatMap(c -> c.input().stream()).map(s -> s.reveal()).toList();
  }

  @Override
  public Result run(Command command) {
    commands.add(command);
    return script.apply(String.join(" ", command.arguments()));
  }

  @Override
  public Optional<Path> find(String program) {
    return programs.contains(program)
        ? Optional.of(Path.of("/usr/sbin", program))
        : Optional.empty();
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
    return Optional.empty();
  }
}
