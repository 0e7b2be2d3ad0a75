// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.nio.file.Path;
import java.util.List;

/** Where the agent and the handler live: a machine, as far as they can tell. */
interface Place extends AutoCloseable {
  /** Lines of {@code waagent.conf} that name the places below. */
  List<String> confLines();

  /** What all of it lies below, as seen from here. */
  Path folder();

  /** The data folder of the agent, as seen from here. */
  default Path lib() {
    return folder().resolve("lib");
  }

  /** The folder above the log folders of handlers, as seen from here. */
  default Path logs() {
    return folder().resolve("log");
  }

  default Path agentLog() {
    return folder().resolve("waagent.log");
  }

  /** What the agent printed. */
  default Path agentOutput() {
    return folder().resolve("agent.out");
  }

  void startAgent();

  boolean agentRuns();

  /** Ends the agent as a service manager does. */
  void stopAgent();

  void killAgent();

  /** Ends all that runs. The agent has to be started again. */
  void reboot();

  /** Processes of the handler. */
  List<Running> processes();

  /** What was changed outside the agent's places; empty when nobody can tell. */
  List<String> changedOutside();

  /** Why it is no machine of its own; empty when it is. */
  String weakness();

  /** Ends all that was started. */
  @Override
  void close();
}
