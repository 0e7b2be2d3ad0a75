// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater.partner;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.waagent.os.Command;
import org.waagent.os.Recorded;
import org.waagent.os.RecordedCommand;
import org.waagent.os.Result;
import org.waagent.os.Shell;

/**
 * The programs a feature declared, and no others. A refusal is what the port has for a program that
 * can't be started: {@link Result.NotStarted}, or an {@link IOException}; it names the feature.
 *
 * <p>What a program then does is its own: it is not held to the paths and hosts of the feature.
 */
final class GuardedShell implements Shell {
  private final Shell shell;
  private final Supplier<GuardedFiles> files;
  private final ProgramRules programs;
  private final String feature;
  private final Refusals refusals;

  GuardedShell(Shell shell, Supplier<GuardedFiles> files, Grant grant, Refusals refusals) {
    this.shell = shell;
    this.files = files;
    this.programs = new ProgramRules(grant.uses().programs(), shell::find);
    this.feature = grant.feature();
    this.refusals = refusals;
  }

  @Override
  public Result run(Command command) throws InterruptedException {
    Optional<String> refusal = refusal(command);
    return refusal.isPresent() ? new Result.NotStarted(refusal.get()) : shell.run(command);
  }

  @Override
  public Closeable stream(Command command, Consumer<String> line, Runnable closed)
      throws IOException {
    Optional<String> refusal = refusal(command);
    if (refusal.isPresent()) {
      throw denied(command.arguments().get(0), refusal.get());
    }
    return shell.stream(command, line, closed);
  }

  @Override
  public Recorded start(RecordedCommand command) throws IOException {
    Optional<String> refusal = steered(command.environment());
    if (!programs.allowLine(command.line())) {
      refusal = Optional.of(refusals.refuse(feature, "run the line '" + command.line() + "'"));
    } else if (command.scope().isPresent()) {
      // Whoever chooses the slice chooses whose bounds count.
      refusal = Optional.of(refusals.refuse(feature, "run a program in a slice of its choice"));
    }
    if (refusal.isPresent()) {
      throw denied(command.line(), refusal.get());
    }
    return shell.start(
        new RecordedCommand(
            command.line(),
            command.environment(),
            files.get().readable(command.directory()),
            files.get().writable(command.record())));
  }

  @Override
  public Optional<Recorded> adopt(Path record) throws IOException {
    return shell.adopt(files.get().writable(record));
  }

  @Override
  public Optional<Path> find(String program) {
    if (!programs.allow(program)) {
      refusals.refuse(feature, "look for the program " + program);
      return Optional.empty();
    }
    return shell.find(program);
  }

  private Optional<String> refusal(Command command) {
    String program = command.arguments().get(0);
    if (!programs.allow(program)) {
      return Optional.of(refusals.refuse(feature, "run " + program));
    }
    return steered(command.environment());
  }

  private Optional<String> steered(Map<String, String> environment) {
    return ProgramRules.steering(environment.keySet())
        .map(variable -> refusals.refuse(feature, "run a program with the variable " + variable));
  }

  private static AccessDeniedException denied(String what, String refusal) {
    return new AccessDeniedException(what, null, refusal);
  }
}
