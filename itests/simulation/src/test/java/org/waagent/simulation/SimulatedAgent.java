// SPDX-License-Identifier: Apache-2.0
package org.waagent.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.waagent.agent.Agent;

/** A process of the built agent in which time passes only when it is told to. */
final class SimulatedAgent implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Agent agent;
  private final ServerSocket listening;
  private Socket socket;
  private BufferedReader answers;
  private PrintWriter commands;
  private Duration now = Duration.ZERO;

  private SimulatedAgent(Agent agent, ServerSocket listening) {
    this.agent = agent;
    this.listening = listening;
  }

  /** Where an agent started in that folder will log. */
  static Path logFile(Path folder) {
    return folder.resolve("agent").resolve("waagent.log");
  }

  /**
   * Starts it; its clock stands at zero.
   *
   * @param lines of {@code waagent.conf}
   */
  static SimulatedAgent start(Path folder, List<String> lines) throws Exception {
    return start(folder, lines, Map.of());
  }

  /** The same with variables in its environment. */
  static SimulatedAgent start(Path folder, List<String> lines, Map<String, String> environment)
      throws Exception {
    ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    listening.setSoTimeout((int) PATIENCE.toMillis());
    Path installation = Installation.in(folder.resolve("installation"), listening.getLocalPort());
    Agent agent = Agent.in(installation, folder.resolve("agent"), lines).with(environment);
    SimulatedAgent simulated = new SimulatedAgent(agent, listening);
    try {
      agent.start();
      simulated.connect();
      return simulated;
    } catch (IOException e) {
      simulated.close();
      throw new IllegalStateException("the agent " + agent.state(), e);
    }
  }

  private void connect() throws IOException {
    socket = listening.accept();
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.setTcpNoDelay(true);
    answers =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    commands = new PrintWriter(socket.getOutputStream(), false, StandardCharsets.UTF_8);
  }

  Agent agent() {
    return agent;
  }

  /** Time since the start, as the agent sees it. */
  Duration now() {
    return now;
  }

  /**
   * Lets time pass up to that time since the start.
   *
   * @return how many timers and pauses ended
   */
  long until(Duration time) {
    if (time.compareTo(now) < 0) {
      throw new IllegalArgumentException("time does not go back from " + now + " to " + time);
    }
    long events = Long.parseLong(ask("until " + time.toMillis()));
    now = time;
    return events;
  }

  /** Lets that much time pass. */
  void pass(Duration time) {
    until(now.plus(time));
  }

  /** Sets the machine's time forward or back, as hibernation or a person does. */
  void jump(Duration by) {
    ask("jump " + by.toMillis());
  }

  /** What the process holds after a collection. */
  Holdings holdings() {
    return Holdings.parse(ask("measure"));
  }

  /** Where a call waited for another call's pause between two attempts; empty if none did. */
  String heldUp() {
    return ask("heldup");
  }

  private String ask(String command) {
    try {
      commands.println(command);
      commands.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IOException("the connection ended");
      }
      return answer;
    } catch (IOException e) {
      throw new AssertionError(
          "no answer to '" + command + "' at " + now + ": " + e + "; the agent " + agent.state(),
          e);
    }
  }

  @Override
  public void close() throws IOException {
    if (agent.isRunning()) {
      // It may be making its class-data archive.
      List<ProcessHandle> children = agent.process().descendants().toList();
      agent.close();
      children.forEach(ProcessHandle::destroyForcibly);
    }
    listening.close();
    if (socket != null) {
      socket.close();
    }
  }
}
