// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Entry of the process; {@code bin/waagent} calls it. */
public final class Main {
  /** When the program's own code began, as {@link System#nanoTime} counts. */
  static final long ENTERED = System.nanoTime();

  private final Home home;
  private final Choice choice;
  private final CommandLine line;
  private final Terminal terminal;

  private Main(Home home, Choice choice, CommandLine line, Terminal terminal) {
    this.home = home;
    this.choice = choice;
    this.line = line;
    this.terminal = terminal;
  }

  /** Runs a command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), Terminal.ofProcess()));
  }

  private static int run(List<String> arguments, Terminal terminal) {
    Texts texts = null;
    try {
      Home home = Home.fromProperty();
      Choice choice = choice(home, arguments);
      texts = new Texts(choice.feature());
      CommandLine line = CommandLineParser.parse(arguments, choice.feature());
      return new Main(home, choice, line, terminal).run(texts);
    } catch (CommandException e) {
      return failed(e, texts, terminal);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    } catch (RuntimeException | LinkageError e) {
      terminal.tell("failed", e);
      return ExitCode.FAILED;
    }
  }

  /** The verbs of a command line are those of the set that runs; where it is, Lib.Dir says. */
  private static Choice choice(Home home, List<String> arguments) throws CommandException {
    Path libDir = Settings.libDir(CommandLineParser.configuration(arguments));
    return new FeatureSets(home, libDir).forCommand();
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

  private int run(Texts texts) throws CommandException, InterruptedException {
    if (line.configuration() != null) {
      Settings.given(line.configuration());
    }
    switch (line.command()) {
      case CommandLine.HELP -> terminal.out(texts.help());
      case CommandLine.VERSION -> terminal.out(texts.version());
      case CommandLine.DAEMON, CommandLine.RUN_HANDLERS -> {
        return new Daemon(home, line, terminal).run();
      }
      case CommandLine.START -> {
        return new Background(home, line, terminal).run();
      }
      case CommandLine.MAKE_ARCHIVE -> {
        return new Training(home, choice, line, terminal).run();
      }
      default -> {
        VerbLine verb = choice.feature().verb(line.command());
        if (verb == null) {
          throw AbsentVerb.asked(line.command(), choice.feature().name());
        }
        return verb(verb);
      }
    }
    return ExitCode.FINE;
  }

  private Choice told() {
    if (!choice.trouble().isEmpty()) {
      terminal.err("waagent: " + choice.trouble());
    }
    return choice;
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
