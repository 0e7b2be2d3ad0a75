// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.StatusDocument;

/** A host, an agent that is to be killed, and what its handlers and the test note in one file. */
final class KillScene {
  private final Path root;
  private final AzureHost host;
  private final Trace trace;
  private final Agent agent;

  KillScene() throws IOException {
    root = Files.createTempDirectory("waagent-kill");
    host = AzureHost.start();
    trace = new Trace(root.resolve("trace"));
    List<String> lines = new ArrayList<>(host.confLines());
    lines.add("Extensions.GoalStatePeriod=1");
    agent = Agent.in(Scene.installation(), root.resolve("agent"), lines);
  }

  Path root() {
    return root;
  }

  AzureHost host() {
    return host;
  }

  Trace trace() {
    return trace;
  }

  Agent agent() {
    return agent;
  }

  /** What commands did so far, and what the test did between. */
  List<String> life() {
    return trace.text("life").lines().toList();
  }

  /** Shell text that notes something in the same file. */
  String noting(String what) {
    return "echo \"" + what + "\" >> \"" + trace.folder() + "/life\"";
  }

  void note(String what) {
    try {
      Files.writeString(
          trace.folder().resolve("life"),
          what + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The statuses since there were so many. */
  List<StatusDocument> statuses(long after) {
    return host.statusesFrom(after);
  }

  /** What is done in it. */
  interface Work {
    void run() throws IOException;
  }

  /** Does something, notes what was missed, and closes; the folder stays if anything was wrong. */
  void attempt(Work work, List<String> problems) throws IOException {
    try {
      work.run();
    } catch (AssertionError | RuntimeException e) {
      problems.add(e.getMessage() + "; " + agent.state());
    } finally {
      close();
    }
    if (problems.isEmpty()) {
      Scene.delete(root);
    }
  }

  private void close() {
    agent.close();
    Survivors.kill(root);
    host.close();
  }
}
