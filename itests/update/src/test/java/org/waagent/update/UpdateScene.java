// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.waagent.agent.Agent;
import org.waagent.agent.Checkout;
import org.waagent.agent.Pause;
import org.waagent.agent.ShellHandler;
import org.waagent.agent.Trace;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.StatusDocument;

/** A fake host, an agent that trusts a workshop, and a folder of their own. */
final class UpdateScene implements BeforeEachCallback, AfterEachCallback {
  /** More than anything takes on a busy machine, unless it is broken. */
  static final Duration PATIENCE = Duration.ofSeconds(300);

  /** From one status to the next. */
  static final Duration PERIOD = Duration.ofSeconds(2);

  private static final int LINES_TOLD = 100;

  private final List<String> lines;
  private Path folder;
  private AzureHost host;
  private Agent agent;
  private Trace trace;
  private Workshop workshop;

  UpdateScene(String... lines) {
    this.lines = List.of(lines);
  }

  static Path root() {
    return Checkout.root();
  }

  /** What the build made, or another installation to be tested. */
  static Path installation() {
    return Checkout.installation();
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    open();
  }

  /** Makes host and agent, and starts none. */
  UpdateScene open() throws Exception {
    folder = Files.createTempDirectory("waagent-update");
    host = AzureHost.start();
    trace = new Trace(folder.resolve("trace"));
    workshop = new Workshop(folder.resolve("workshop"), root(), installation());
    agent = Agent.in(installation(), folder.resolve("agent"), configuration());
    return this;
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    boolean failed = context.getExecutionException().isPresent();
    String ended = failed ? agent.state() : "";
    close();
    if (failed) {
      tell(ended);
      Remnants.deleteUnlessKept(folder);
      return;
    }
    Remnants.delete(folder);
    assertThat(host.violations()).as("what Azure would not have taken").isEmpty();
  }

  /** Ends all that runs; the folder stays. */
  void close() {
    agent.close();
    Remnants.kill(folder);
    host.close();
  }

  /** The lines of {@code waagent.conf}, and more. */
  List<String> configuration(String... more) {
    List<String> all = new ArrayList<>(host.confLines());
    all.add("Extensions.GoalStatePeriod=" + PERIOD.toSeconds());
    all.add("AutoUpdate.Enabled=n");
    all.add("AutoUpdate.WatchSeconds=12");
    all.add("AutoUpdate.SignatureRoots=" + workshop.roots());
    all.add("Features.DropInDir=" + dropIn());
    all.addAll(lines);
    all.addAll(List.of(more));
    return all;
  }

  /** The same scene with another installation. */
  Agent use(Path installation, String... more) {
    agent = Agent.in(installation, agent.folder(), configuration(more));
    return agent;
  }

  /** The same scene, whose agent has more variables in its environment. */
  UpdateScene with(Map<String, String> variables) {
    agent = agent.with(variables);
    return this;
  }

  /** Of all that this test writes. */
  Path folder() {
    return folder;
  }

  /** The folder whose archives are installed as they come. */
  Path dropIn() {
    return folder.resolve("features.d");
  }

  AzureHost host() {
    return host;
  }

  Agent agent() {
    return agent;
  }

  Trace trace() {
    return trace;
  }

  Workshop workshop() {
    return workshop;
  }

  ShellHandler handler(String name) {
    return ShellHandler.named(name, trace);
  }

  /** Starts the agent and waits for what it tells first. */
  UpdateScene started() {
    agent.start();
    long before = host.statusCount();
    Pause.until("a status", PATIENCE, () -> host.statusCount() > before);
    return this;
  }

  StatusDocument awaitSuccess(String handler, int sequenceNumber) {
    return host.awaitStatus(
        s -> s.handler(handler).hasSucceeded(sequenceNumber) && s.goalStateSucceeded(), PATIENCE);
  }

  /** The agent's process; it is another one after a restart that the agent made itself. */
  long pid() {
    try {
      return Long.parseLong(Files.readString(agent.pidFile()).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the running agent is made of. */
  Running running() {
    return new Running(pid());
  }

  Path lib(String... names) {
    return Path.of(agent.lib().toString(), names);
  }

  /** What lies on disk of its features. */
  Features features() {
    return new Features(agent.lib().resolve("features"), installation());
  }

  /** Starts the daemon again; its answer is what it does. */
  Agent.Answer begin() {
    agent.start();
    return new Agent.Answer(0, "", "");
  }

  /** Packs an edition and has the agent take it. */
  Agent.Answer request(Edition edition) throws Exception {
    return agent.run("features", "install", workshop.pack(edition).toString(), "--yes");
  }

  /** Waits until a set is to be taken at the next start. */
  void awaitStaged() {
    Pause.until("a set is staged", PATIENCE, () -> !features().staged().isEmpty());
  }

  /** Packs an edition, has the agent take it, and waits until that came to an end. */
  Past install(Edition edition) throws Exception {
    return install(workshop.pack(edition));
  }

  Past install(Path archive) {
    return after(() -> agent.run("features", "install", archive.toString(), "--yes"));
  }

  /**
   * Asks for something, and waits until an update is over that was not before. The command follows
   * the update as far as it can, but the core it speaks with may be replaced.
   */
  Past after(Supplier<Agent.Answer> request) {
    List<Past> before = features().history();
    CompletableFuture<Agent.Answer> answer = CompletableFuture.supplyAsync(request);
    try {
      return next(before);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; the command: " + answer, e);
    }
  }

  /** Waits until an update is over that was not before. */
  Past next(List<Past> before) {
    Pause.until("the end of an update", PATIENCE, () -> !features().history().equals(before));
    return features().history().get(0);
  }

  /** What runs is the committed set: each bundle of it, and no other. */
  void runsCommitted() {
    // What was taken out is closed a little later.
    try {
      Pause.until(
          "only the bundles of the committed set are open",
          Duration.ofSeconds(60),
          () -> running().bundles().equals(features().bundles()));
    } catch (AssertionError e) {
      assertThat(running().bundles()).as(e.getMessage()).isEqualTo(features().bundles());
    }
  }

  private void tell(String state) {
    List<String> log = agent.log().lines().toList();
    System.out.println("--- the agent " + state);
    System.out.println("--- its log");
    log.subList(Math.max(0, log.size() - LINES_TOLD), log.size()).forEach(System.out::println);
    System.out.println("--- its features\n" + features().describe());
    System.out.println("--- commands " + trace.commands());
    System.out.println("--- last status " + host.lastStatus().map(StatusDocument::text));
  }
}
