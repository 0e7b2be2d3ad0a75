// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waagent.os.Command;

/** How every program is started: in a session of its own where the machine can do that. */
final class Launch {
  private static final Redirect NOTHING = Redirect.from(new File("/dev/null"));

  private final Root root;
  private final Programs programs;

  Launch(Root root, Programs programs) {
    this.root = root;
    this.programs = programs;
  }

  /**
   * A program with its pipes.
   *
   * @throws IOException if it can't be started; the message says why
   */
  Process run(Command command, Redirect errors) throws IOException {
    List<String> arguments = new ArrayList<>(command.arguments());
    arguments.set(0, program(command).toString());
    ProcessBuilder builder = session(arguments, command.environment(), command.directory());
    builder.redirectInput(command.input().isPresent() ? Redirect.PIPE : NOTHING);
    return builder.redirectError(errors).start();
  }

  /** A path that is not absolute counts from the working directory, as it would in a shell. */
  private Path program(Command command) throws IOException {
    String name = command.arguments().get(0);
    boolean below = name.contains("/") && !name.startsWith("/") && command.directory().isPresent();
    String wanted = below ? root.follow(command.directory().get()).resolve(name).toString() : name;
    return programs.find(wanted).orElseThrow(() -> new IOException("no such program: " + name));
  }

  /** A program that has nothing in common with this process, so that it outlives it. */
  Process detach(
      List<String> arguments, Map<String, String> environment, Path directory, Redirect errors)
      throws IOException {
    return session(arguments, environment, Optional.of(directory))
        .redirectInput(NOTHING)
        .redirectOutput(Redirect.DISCARD)
        .redirectError(errors)
        .start();
  }

  private ProcessBuilder session(
      List<String> arguments, Map<String, String> environment, Optional<Path> directory)
      throws IOException {
    List<String> line = new ArrayList<>();
    programs.setsid().ifPresent(setsid -> line.add(setsid.toString()));
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line);
    // Security policies of some machines know the agent's children by it, and allow them more.
    builder.environment().put("AZURE_GUEST_AGENT_PARENT_PROCESS_NAME", "AZURE_GUEST_AGENT");
    builder.environment().putAll(environment);
    if (directory.isPresent()) {
      File folder = root.follow(directory.get()).toFile();
      if (!folder.isDirectory()) {
        throw new IOException("no such folder: " + directory.get());
      }
      builder.directory(folder);
    }
    return builder;
  }
}
