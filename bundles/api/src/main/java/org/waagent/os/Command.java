// SPDX-License-Identifier: Apache-2.0
package org.waagent.os;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waagent.goalstate.Secret;

/**
 * A program to run. Arguments are passed as they are; there is no shell between.
 *
 * @param arguments program and its arguments; never a secret, others can read them
 * @param deadline after which the whole process group is killed
 * @param environment added to the agent's own
 * @param directory working directory; the agent's own where empty
 * @param input what the program reads on standard input
 */
public record Command(
    List<String> arguments,
    Duration deadline,
    Map<String, String> environment,
    Optional<Path> directory,
    Optional<Secret> input) {
  private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(60);

  /**
   * @throws IllegalArgumentException if there is no program or the deadline is not positive
   */
  public Command {
    arguments = List.copyOf(arguments);
    requireNonNull(deadline, "deadline");
    environment = Map.copyOf(environment);
    requireNonNull(directory, "directory");
    requireNonNull(input, "input");
    if (arguments.isEmpty() || deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("no program or no time: " + arguments + " " + deadline);
    }
  }

  /** A program with its arguments and a deadline of one minute. */
  public static Command of(String... arguments) {
    return new Command(
        List.of(arguments), DEFAULT_DEADLINE, Map.of(), Optional.empty(), Optional.empty());
  }

  /** The same with another deadline. */
  public Command within(Duration time) {
    return new Command(arguments, time, environment, directory, input);
  }

  /** The same with an environment. */
  public Command with(Map<String, String> variables) {
    return new Command(arguments, deadline, variables, directory, input);
  }

  /** The same in a working directory. */
  public Command in(Path workingDirectory) {
    return new Command(arguments, deadline, environment, Optional.of(workingDirectory), input);
  }

  /** The same with something to read. */
  public Command reading(Secret text) {
    return new Command(arguments, deadline, environment, directory, Optional.of(text));
  }
}
