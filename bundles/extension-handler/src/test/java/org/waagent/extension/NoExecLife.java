// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Run by itself in a mount namespace, where the agent's folder forbids programs: once without
 * another place for handlers, once with one. Prints what came of it.
 */
final class NoExecLife {
  private static final String NAME = "Acme.Web";

  private NoExecLife() {}

  public static void main(String[] arguments) throws Exception {
    Path place = Path.of(arguments[0]);
    Agent agent = new Agent(place.resolve("agent"));
    agent.devices = agent.machine.blockDevices();
    agent.publish(NAME, "1.0.0");
    // A place where nothing may be run either, so that the machine's own is left alone.
    agent.config = Agent.config(true, true, false, agent.lib + "/programs");
    agent.start();
    agent.process(1, handler(NAME, "1.0.0", ENABLED, settings(NAME, 1)));
    String message = agent.statuses().get(0).message().orElse("");
    String code = message.replaceFirst("(?s)Non-zero exit code: (\\d+),.*", "$1");
    Path programs = Files.createDirectories(place.resolve("programs"));
    agent.config = Agent.config(true, true, false, programs.toString());
    agent.start();
    agent.process(2, handler(NAME, "1.0.0", ENABLED, settings(NAME, 2)));
    System.out.println("without: " + code + ", with: " + agent.statuses().get(0).state());
    System.exit(0);
  }
}
