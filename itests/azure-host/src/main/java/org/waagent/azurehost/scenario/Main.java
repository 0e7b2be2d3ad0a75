// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.scenario;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.life.LifeCommand;

/** The command line: plays a scenario file and tells what the agent does. */
public final class Main {
  private static final int MET = 0;
  private static final int NOT_MET = 1;
  private static final int UNUSABLE = 2;

  private final PrintStream out;
  private final PrintStream err;

  Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) throws InterruptedException {
    System.exit(new Main(System.out, System.err).run(args));
  }

  /** Runs to its end and gives the exit code. */
  int run(String... args) throws InterruptedException {
    if (args.length > 0 && args[0].equals("life")) {
      return new LifeCommand(out, err).run(Arrays.copyOfRange(args, 1, args.length));
    }
    if (Arrays.asList(args).contains("--help")) {
      out.print(Arguments.USAGE);
      return MET;
    }
    try {
      Arguments arguments = Arguments.read(args);
      return run(arguments, Scenario.read(arguments.file()));
    } catch (ScenarioError e) {
      err.println("azure-host: " + e.getMessage());
      err.print(Arguments.USAGE);
      return UNUSABLE;
    } catch (UncheckedIOException e) {
      err.println("azure-host: " + e.getMessage());
      return UNUSABLE;
    }
  }

  private int run(Arguments arguments, Scenario scenario) throws InterruptedException {
    try (AzureHost host = AzureHost.start(arguments.options(scenario), Player.first(scenario))) {
      if (arguments.printConf()) {
        host.confLines().forEach(out::println);
        out.println("--");
        out.flush();
      }
      Narrator narrator = new Narrator(host, out);
      Thread interrupted = new Thread(() -> narrator.end("interrupted"));
      Runtime.getRuntime().addShutdownHook(interrupted);
      narrator.follow();
      Player player = new Player(host, scenario, narrator, arguments.timeout());
      boolean met = play(player, arguments);
      narrator.end(met ? "condition met" : "condition not met");
      Runtime.getRuntime().removeShutdownHook(interrupted);
      return met ? MET : NOT_MET;
    }
  }

  private static boolean play(Player player, Arguments arguments) throws InterruptedException {
    boolean played = player.play();
    if (arguments.untilStatusSuccess()) {
      return played && player.awaitSuccess();
    }
    player.awaitTimeout();
    return played;
  }
}
