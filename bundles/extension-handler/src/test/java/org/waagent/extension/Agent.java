// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.waagent.extension.command.Events;
import org.waagent.extension.command.Limits;
import org.waagent.extension.command.Machinery;
import org.waagent.extension.handler.CommandKind;
import org.waagent.extension.handler.ProgramPlaces;
import org.waagent.extension.policy.PolicySource;
import org.waagent.extension.resource.FakeControl;
import org.waagent.extension.resource.Resources;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.Handler;
import org.waagent.host.Endpoint;
import org.waagent.machine.TestMachine;
import org.waagent.os.BlockDevices;
import org.waagent.os.Clock;
import org.waagent.os.Shell;
import org.waagent.plugin.AgentStart;
import org.waagent.plugin.Change;
import org.waagent.plugin.GoalStateHistory;
import org.waagent.plugin.Outcome;
import org.waagent.plugin.Plan;
import org.waagent.plugin.Status;
import org.waagent.plugin.Wanted;

/** An agent with this one plugin, on a temporary folder; it can be started anew. */
final class Agent {
  final TestMachine machine;
  final Path lib;
  final Path logs;
  final Path notes;
  final FakeArtifacts artifacts = new FakeArtifacts();
  final List<String> replans = new CopyOnWriteArrayList<>();
  Optional<Endpoint> endpoint = Optional.empty();
  Config config = config(true, true);
  Limits limits = Limits.ofPlatform();
  Resources resources = new FakeControl().resources();
  org.waagent.os.Files files;
  Shell shell;
  Clock clock;
  final LatestGoal latest = new LatestGoal();
  BlockDevices devices = mounted();
  boolean enforcing;
  boolean verifying;
  final Path policyFile;
  final Map<String, String> kept = new java.util.concurrent.ConcurrentHashMap<>();
  private final GoalStateHistory history = kept::put;
  private ExtensionHandlerPlugin plugin;
  private int starts;

  Agent(Path folder) throws IOException {
    machine = TestMachine.below(folder);
    policyFile = folder.resolve("waagent_policy.json");
    files = machine.files();
    shell = machine.shell();
    clock = machine.clock();
    lib = machine.directories().lib();
    logs = machine.directories().extensionLogs();
    notes = Files.createDirectories(folder.resolve("notes"));
    Files.createDirectories(lib);
    start();
  }

  /** The process starts anew; what runs goes on. */
  void start() {
    starts++;
    replaced();
  }

  /** The bundle is replaced; the process goes on. */
  void replaced() {
    plugin =
        new ExtensionHandlerPlugin(
            new ExtensionHandlerPlugin.Ports(
                files,
                shell,
                resources,
                clock,
                machine.directories(),
                devices,
                artifacts,
                () -> endpoint,
                (name, why) -> replans.add(name),
                latest,
                policy(),
                machine.log().logger()),
            config,
            "/etc/waagent.conf",
            limits);
    plugin.recall("start-" + starts);
  }

  PolicySource policy() {
    PolicySource.Keys keys = new PolicySource.Keys(enforcing, policyFile, verifying);
    return new PolicySource(keys, new SaltedCms(files), List.of(history));
  }

  /** The ports alone, where a part of the plugin is tested by itself. */
  Machinery machinery() {
    return new Machinery(
        files,
        shell,
        resources,
        clock,
        machine.directories(),
        Optional::empty,
        new Events(List.of()),
        limits,
        new ProgramPlaces(files, devices, lib, lib.resolve("work"), "", machine.log().logger()),
        history,
        machine.log().logger());
  }

  ExtensionHandlerPlugin plugin() {
    return plugin;
  }

  HandlerPackage handlerPackage() {
    return new HandlerPackage(notes.toString());
  }

  void publish(String handler, String... versions) {
    for (String version : versions) {
      artifacts.publish(handler, version, handlerPackage().zip());
    }
  }

  Plan plan(ExtensionsGoalState goal) throws Exception {
    AgentStart start = new AgentStart("start-" + starts);
    return plugin.plan(new Wanted(start, Optional.of(Goals.of(goal)), Optional.empty()));
  }

  List<Outcome> process(int number, Handler... handlers) throws Exception {
    return process(Goals.extensions(number, false, List.of(), handlers));
  }

  List<Outcome> process(ExtensionsGoalState goal) throws Exception {
    return apply(plan(goal));
  }

  /** Processes while time passes for whoever waits for it, a second at a time. */
  List<Outcome> processInTime(int number, Handler... handlers) throws Exception {
    Thread time =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                if (machine.clock().pending() > 0) {
                  machine.clock().advance(Duration.ofSeconds(1));
                }
                LockSupport.parkNanos(2_000_000);
              }
            });
    time.setDaemon(true);
    time.start();
    try {
      return process(number, handlers);
    } finally {
      time.interrupt();
    }
  }

  /** Processes on a thread of its own. */
  Thread processAside(ExtensionsGoalState goal) throws Exception {
    Plan plan = plan(goal);
    Thread lane = new Thread(() -> applyUntilStopped(plan));
    lane.start();
    return lane;
  }

  /** Applies a plan until it is done, or somebody interrupts. */
  static void applyUntilStopped(Plan plan) {
    try {
      apply(plan);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until something is so. */
  static void until(Callable<Boolean> so) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(50).toNanos();
    while (!so.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it does not come to pass");
      }
      Thread.sleep(5);
    }
  }

  /** Applies a plan as the core does; outcomes that are not Done are returned. */
  static List<Outcome> apply(Plan plan) throws Exception {
    Set<String> done = new HashSet<>();
    List<Outcome> problems = new ArrayList<>();
    for (Change change : plan.changes()) {
      if (done.containsAll(change.buildsOn())) {
        Outcome outcome = change.apply();
        if (outcome instanceof Outcome.Done) {
          done.add(change.id());
        } else {
          problems.add(outcome);
        }
      }
    }
    return problems;
  }

  /** What a command of a version does besides what it always does; sh lines. */
  void behaviour(String command, String version, String lines) throws IOException {
    Files.writeString(notes.resolve("do-" + command + "-" + version), lines + "\n");
  }

  void noBehaviour(String command, String version) throws IOException {
    Files.delete(notes.resolve("do-" + command + "-" + version));
  }

  /** Commands since the last call, as {@code <command> <version> <sequence number>}. */
  List<String> calls() throws IOException {
    Path file = notes.resolve("calls");
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    Files.deleteIfExists(file);
    return lines;
  }

  Map<String, String> environment(String command, String version) throws IOException {
    Map<String, String> all = new java.util.HashMap<>();
    for (String line : Files.readAllLines(notes.resolve("env-" + command + "-" + version))) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        all.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return all;
  }

  String text(String path) throws IOException {
    return Files.readString(lib.resolve(path));
  }

  List<Status> statuses() {
    return plugin.report().statuses();
  }

  static Limits limits(Duration command, Duration dependencies) {
    Map<CommandKind, Duration> all = new EnumMap<>(CommandKind.class);
    for (CommandKind kind : CommandKind.values()) {
      all.put(kind, command);
    }
    return new Limits(all, dependencies);
  }

  static BlockDevices mounted(BlockDevices.Mount... mounts) {
    return new BlockDevices() {
      @Override
      public List<Device> devices() {
        return List.of();
      }

      @Override
      public List<Mount> mounts() {
        return List.of(mounts);
      }
    };
  }

  static Config config(boolean enabled, boolean heedsHold) {
    return config(enabled, heedsHold, false);
  }

  static Config config(boolean enabled, boolean heedsHold, boolean waits) {
    return new FixedConfig(enabled, heedsHold, waits, 1, "");
  }

  static Config config(boolean enabled, boolean heedsHold, boolean waits, int parallelism) {
    return new FixedConfig(enabled, heedsHold, waits, parallelism, "");
  }

  static Config config(boolean enabled, boolean heedsHold, boolean waits, String executableDir) {
    return new FixedConfig(enabled, heedsHold, waits, 1, executableDir);
  }
}
