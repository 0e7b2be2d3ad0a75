// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HostOptions;
import org.waagent.azurehost.StatusDocument;

/** A fake host, an agent that knows it, and a folder of their own, for one test. */
final class Scene implements BeforeEachCallback, AfterEachCallback {
  /** More than anything takes on a busy machine, unless it is broken. */
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final int LINES_TOLD = 80;
  private static final int DUMP_TOLD = 20_000;

  private final HostOptions options;
  private final List<String> lines = new ArrayList<>();
  private AzureHost host;
  private Agent agent;
  private Trace trace;
  private boolean strict = true;

  Scene(HostOptions options, String... lines) {
    this.options = options;
    this.lines.add("Extensions.GoalStatePeriod=1");
    this.lines.addAll(List.of(lines));
  }

  Scene(String... lines) {
    this(HostOptions.defaults(), lines);
  }

  static Path root() {
    return Checkout.root();
  }

  /** What the build made, or another installation to be tested. */
  static Path installation() {
    return Checkout.installation();
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    Path folder = Files.createTempDirectory("waagent-test");
    host = AzureHost.start(options, GoalState.of());
    trace = new Trace(folder.resolve("trace"));
    agent = Agent.in(installation(), folder.resolve("agent"), configuration());
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    boolean failed = context.getExecutionException().isPresent();
    String ended = failed ? agent.state() : "";
    agent.close();
    trace.shells().forEach(Scene::end);
    host.close();
    if (failed) {
      tell(ended);
    }
    delete(agent.folder().getParent());
    if (!failed && strict) {
      assertThat(host.violations()).as("what Azure would not have taken").isEmpty();
    }
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

  /** The same scene with another installation and more lines in its configuration. */
  Agent use(Path installation, String... more) {
    agent = Agent.in(installation, agent.folder(), configuration(more));
    return agent;
  }

  /** The same agent with variables in its environment. */
  void environment(Map<String, String> variables) {
    agent = agent.with(variables);
  }

  /** The lines of {@code waagent.conf} for this host, and more. */
  List<String> configuration(String... more) {
    List<String> all = new ArrayList<>(host.confLines());
    all.addAll(lines);
    all.addAll(List.of(more));
    return all;
  }

  ShellHandler handler(String name) {
    return ShellHandler.named(name, trace);
  }

  /** This test asks for what Azure refuses. */
  void isLenient() {
    strict = false;
  }

  /** Waits until the goal state is settled and a handler reports success for its settings. */
  StatusDocument awaitSuccess(String handler, int sequenceNumber) {
    return host.awaitStatus(
        s -> s.handler(handler).hasSucceeded(sequenceNumber) && s.goalStateSucceeded(), PATIENCE);
  }

  /** Waits until a handler reports success for its settings, whatever became of others. */
  StatusDocument awaitHandler(String handler, int sequenceNumber) {
    return host.awaitStatus(s -> s.handler(handler).hasSucceeded(sequenceNumber), PATIENCE);
  }

  /** Waits until a handler without settings reports that it is ready. */
  StatusDocument awaitReady(String handler, String version) {
    return host.awaitStatus(
        s -> s.handler(handler).isReady(version) && s.goalStateSucceeded(), PATIENCE);
  }

  Path lib(String... names) {
    return Path.of(agent.lib().toString(), names);
  }

  String text(String... names) throws IOException {
    return Files.readString(lib(names));
  }

  JsonElement json(String... names) throws IOException {
    return JsonParser.parseString(text(names));
  }

  static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static void end(ProcessHandle shell) {
    shell.descendants().forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();
  }

  private void tell(String state) {
    List<String> log = agent.log().lines().toList();
    System.out.println("--- the agent " + state.substring(Math.max(0, state.length() - DUMP_TOLD)));
    System.out.println("--- its log");
    log.subList(Math.max(0, log.size() - LINES_TOLD), log.size()).forEach(System.out::println);
    System.out.println("--- commands " + trace.commands());
    System.out.println("--- violations " + host.violations());
    System.out.println("--- last status " + host.lastStatus().map(StatusDocument::text));
  }

  static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes facts)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
