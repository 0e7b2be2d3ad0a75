// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.removal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.waagent.machine.TestMachine;
import org.waagent.os.Distro;
import org.waagent.os.Machine;
import org.waagent.os.Processes;
import org.waagent.os.Services;

/** A machine on which services and processes are only said to run. */
final class TestAgent implements Machine, Services, Processes {
  final TestMachine machine;
  final Set<String> running = new HashSet<>();
  final Map<Long, List<String>> processes = new HashMap<>();
  final List<String> calls = new ArrayList<>();
  final Set<Long> immortal = new HashSet<>();
  boolean root = true;

  TestAgent(Path root) {
    this(TestMachine.at(root));
  }

  TestAgent(TestMachine machine) {
    this.machine = machine;
  }

  AgentStop stop() {
    return new AgentStop(this, this, this, machine.files(), machine.directories());
  }

  OwnTraces own(OwnFolders folders) {
    return new OwnTraces(machine.files(), machine.directories(), folders, stop());
  }

  @Override
  public Distro distro() {
    return machine.machine().distro();
  }

  @Override
  public String hostName() {
    return "host";
  }

  @Override
  public boolean isRoot() {
    return root;
  }

  @Override
  public String kind() {
    return "test";
  }

  @Override
  public boolean isRunning(String service) {
    return running.contains(service);
  }

  @Override
  public void start(String service) {
    throw new AssertionError();
  }

  @Override
  public void stop(String service) {
    calls.add("stop " + service);
    running.remove(service);
  }

  @Override
  public void restart(String service) {
    throw new AssertionError();
  }

  @Override
  public void enable(String service) {
    throw new AssertionError();
  }

  @Override
  public void disable(String service) {
    throw new AssertionError();
  }

  @Override
  public List<String> commandLine(long id) {
    return processes.getOrDefault(id, List.of());
  }

  @Override
  public boolean end(long id, Duration patience) {
    calls.add("end " + id);
    return !immortal.contains(id);
  }
}
