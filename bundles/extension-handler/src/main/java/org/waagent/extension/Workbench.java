// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.nio.file.Path;
import org.waagent.extension.command.Commands;
import org.waagent.extension.command.Journals;
import org.waagent.extension.command.Machinery;
import org.waagent.extension.handler.HandlerFiles;
import org.waagent.extension.handler.HandlerStore;
import org.waagent.extension.policy.PolicyGate;
import org.waagent.extension.policy.PolicySource;
import org.waagent.extension.policy.Sealing;
import org.waagent.extension.policy.SigningRoots;

/**
 * What the steps of a handler's life share.
 *
 * @param machine the ports
 * @param state folder of the plugin
 * @param store state files of the handlers
 * @param handlerFiles what handlers find
 * @param journals what must survive the agent
 * @param commands runs the commands
 * @param policy what the owner of the machine allows
 * @param sealing what is asked of packages
 */
record Workbench(
    Machinery machine,
    Path state,
    HandlerStore store,
    HandlerFiles handlerFiles,
    Journals journals,
    Commands commands,
    PolicyGate policy,
    Sealing sealing) {
  static Workbench of(Machinery machine, PolicySource source, String signingRoots) {
    Path state = machine.directories().state(ExtensionHandlerPlugin.NAME);
    HandlerStore store = new HandlerStore(machine.files(), machine.directories());
    Journals journals = new Journals(machine.files(), state, machine.logger());
    Commands commands = new Commands(machine, store, journals);
    PolicyGate policy = new PolicyGate(machine.files(), machine.logger(), source);
    SigningRoots roots = new SigningRoots(machine.files(), machine.directories(), signingRoots);
    Sealing sealing = new Sealing(machine, policy, source, roots);
    return new Workbench(
        machine, state, store, machine.handlerFiles(), journals, commands, policy, sealing);
  }

  /** Something done to one of several files. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  /** Tries something. One file that is odd keeps no other one from its turn. */
  void attempt(Object what, Work work) {
    try {
      work.run();
    } catch (IOException e) {
      machine.logger().warn("{} is left as it is: {}", what, e.toString());
    }
  }
}
