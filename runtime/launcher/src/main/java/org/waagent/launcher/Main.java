// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Entry of the process; {@code bin/waagent} calls it. */
public final class Main {
  /** When the program's own code began, as {@link System#nanoTime} counts. */
  static final long ENTERED = System.nanoTime();

  private final Home home;
  private final Start start;
  private final CommandLine line;
  private final Terminal terminal;

  private Main(Home home, Start start, CommandLine line, Terminal terminal) {
    this.home = home;
    this.start = start;
    this.line = line;
    this.terminal = terminal;
  }

  /** Runs a command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    ChildStarts.quicken();
    System.exit(run(List.of(arguments), Terminal.ofProcess(), Map.of()));
  }

  /**
   * Runs a command line.
   *
   * @param given by the launcher that handed over to this one; nothing if there is none
   */
  static int run(List<String> arguments, Terminal terminal, Map<String, Object> given) {
    Texts texts = null;
    try {
      Home home = Home.fromProperty();
      Start start = start(home, arguments, given);
      Feature feature = start.choice().feature();
      Optional<SetLauncher> launcher = start.choice().launcher();
      if (launcher.isPresent()) {
        if (!isDaemon(arguments, feature)) {
          return launcher.get().enter(arguments, start);
        }
        // Which set a daemon takes is seen once it has the pid file.
        launcher.get().close();
      }
      texts = new Texts(feature);
      CommandLine line = CommandLineParser.parse(arguments, feature);
      Main main = new Main(home, start, line, terminal);
      return line.isDaemon() ? main.daemon(arguments, given) : main.run(texts);
    } catch (CommandException e) {
      return failed(e, texts, terminal);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    } catch (IOException | RuntimeException | LinkageError e) {
      terminal.tell("failed", e);
      return ExitCode.FAILED;
    }
  }

  /** The verbs of a command line are those of the set that runs; where it is, Lib.Dir says. */
  private static Start start(Home home, List<String> arguments, Map<String, Object> given)
      throws CommandException {
    Path libDir = Settings.libDir(CommandLineParser.configuration(arguments));
    FeatureSets sets = new FeatureSets(home, libDir);
    return given.isEmpty() ? Start.ofCommand(sets.forCommand()) : Start.of(given, sets);
  }

  /** What this launcher does not understand is for the other one to answer. */
  private static boolean isDaemon(List<String> arguments, Feature feature) {
    try {
      return CommandLineParser.parse(arguments, feature).isDaemon();
    } catch (CommandException e) {
      return false;
    }
  }

  private static int failed(CommandException problem, Texts texts, Terminal terminal) {
    terminal.err("waagent: " + problem.getMessage());
    switch (problem.usage()) {
      case STDOUT -> terminal.out("\n" + texts.usage() + "\n");
      case STDERR -> terminal.err("\n" + texts.usage() + "\n");
      case SILENT -> {}
    }
    return problem.exitCode();
  }

  /** The pid file, the count of starts and the watch over them are the first launcher's. */
  private int daemon(List<String> arguments, Map<String, Object> given)
      throws CommandException, InterruptedException {
    requireConfiguration();
    return given.isEmpty()
        ? new Daemon(home, arguments, line, terminal).run()
        : new Foreground(home, start, line, terminal).run(Settings.read(line));
  }

  private void requireConfiguration() throws CommandException {
    if (line.configuration() != null) {
      Settings.given(line.configuration());
    }
  }

  private int run(Texts texts) throws CommandException, InterruptedException {
    requireConfiguration();
    switch (line.command()) {
      case CommandLine.HELP -> terminal.out(texts.help());
      case CommandLine.VERSION -> terminal.out(texts.version());
      case CommandLine.START -> {
        return new Background(home, line, terminal).run();
      }
      case CommandLine.MAKE_ARCHIVE -> {
        return new Training(home, start, line, terminal).run();
      }
      default -> {
        VerbLine verb = start.choice().feature().verb(line.command());
        if (verb == null) {
          throw AbsentVerb.asked(line.command(), start.choice().feature().name());
        }
        return verb(verb);
      }
    }
    return ExitCode.FINE;
  }

  private Start told() {
    if (!start.choice().trouble().isEmpty()) {
      terminal.err("waagent: " + start.choice().trouble());
    }
    return start;
  }

  private int verb(VerbLine verb) throws CommandException, InterruptedException {
    Settings settings = Settings.read(line);
    if (!verb.need().equals(VerbLine.ONE_SHOT)) {
      List<String> words = new ArrayList<>();
      words.add(verb.name());
      words.addAll(line.arguments());
      OptionalInt answered =
          new ControlClient(settings.libDir().resolve("control.sock"), terminal).ask(words);
      if (answered.isPresent()) {
        return answered.getAsInt();
      }
      if (verb.need().equals(VerbLine.DAEMON)) {
        throw new CommandException(
            ExitCode.NO_DAEMON, "'" + verb.name() + "' needs a running daemon; there is none");
      }
    }
    return new OneShot(home, told(), line, terminal).run(settings, verb);
  }
}
