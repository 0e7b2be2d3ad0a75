// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waagent.goalstate.Certificates;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.GoalState;
import org.waagent.goalstate.HostingEnvironment;
import org.waagent.goalstate.Incarnation;
import org.waagent.host.Event;
import org.waagent.host.EventUpload;
import org.waagent.host.HostException;
import org.waagent.host.InstanceMetadata;
import org.waagent.machine.TestMachine;
import org.waagent.os.Mode;

/** Telemetry on a machine that is a folder, with a host that can be told to refuse. */
final class Bench implements EventUpload, InstanceMetadata {
  static final Path EVENTS = Path.of("/var/lib/waagent/events");
  static final Path LOGS = Path.of("/var/log/azure");

  final TestMachine machine;
  final List<String> posts = new ArrayList<>();
  final List<String> refusing = new ArrayList<>();
  Optional<HostException.Kind> answer = Optional.empty();
  boolean metadata = true;
  int asked;
  volatile boolean diskIsReadOnly;

  Bench(Path root) {
    this.machine = TestMachine.at(root);
  }

  Telemetry telemetry(boolean on) {
    return new Telemetry(
        on,
        true,
        new Pipeline.Ports(
            "3.0.0",
            files(),
            machine.directories(),
            machine.clock(),
            machine.machine(),
            () -> this,
            () -> this,
            machine.log().logger()));
  }

  private org.waagent.os.Files files() {
    return (org.waagent.os.Files)
        Proxy.newProxyInstance(
            Bench.class.getClassLoader(),
            new Class<?>[] {org.waagent.os.Files.class},
            (proxy, method, arguments) -> {
              if (diskIsReadOnly && List.of("write", "delete").contains(method.getName())) {
                throw new IOException("Read-only file system");
              }
              try {
                return method.invoke(machine.files(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public synchronized void telemetry(byte[] xml) throws HostException {
    String text = new String(xml, StandardCharsets.UTF_8);
    if (answer.isPresent()) {
      throw new HostException(answer.get(), "the host says no");
    }
    for (String word : refusing) {
      if (text.contains(word)) {
        throw new HostException(HostException.Kind.REFUSED, "status 400");
      }
    }
    posts.add(text);
  }

  synchronized List<String> posts() {
    return List.copyOf(posts);
  }

  @Override
  public void logs(InputStream zip, long length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Compute compute() throws HostException {
    asked++;
    if (!metadata) {
      throw new HostException(HostException.Kind.UNREACHABLE, "no metadata");
    }
    Optional<String> none = Optional.empty();
    return new Compute(
        Optional.of("westus"),
        none,
        Optional.of("UbuntuServer"),
        none,
        none,
        none,
        none,
        Optional.of("Canonical"),
        Optional.of("tests"),
        Optional.of("16.04-LTS"),
        Optional.of("subscription"),
        none,
        Optional.of("1"),
        Optional.of("vm-id"),
        none,
        none,
        none);
  }

  @Override
  public String text(String path) {
    throw new UnsupportedOperationException();
  }

  /** An event on disk as older agents write it. */
  static String file(String message) {
    return "{\"eventId\": 1, \"providerId\": \"69B6\", \"parameters\": [{\"name\": \"Message\","
        + " \"value\": \""
        + message
        + "\"}], \"file_type\": \"\"}";
  }

  static Event event(String message) {
    return new Event(
        "WALinuxAgent", "3.0.0", "HeartBeat", true, message, Optional.of(Duration.ofMillis(7)));
  }

  static GoalState goalState(String container) {
    return new GoalState(
        new Incarnation("1"),
        container,
        "instance",
        "config.xml",
        new ExtensionsGoalState(
            "incarnation_1",
            ExtensionsGoalState.Source.FABRIC,
            Instant.EPOCH,
            "1",
            ExtensionsGoalState.ZERO_GUID,
            ExtensionsGoalState.ZERO_GUID,
            Optional.empty(),
            List.of(),
            false,
            List.of(),
            List.of(),
            false),
        Certificates.none(),
        Optional.of(new HostingEnvironment("vm", "role", "tenant")),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  List<String> waiting() throws Exception {
    return machine.files().list(EVENTS);
  }

  void write(Path file, String content) throws Exception {
    machine.files().makeFolder(file.getParent(), Mode.OWNER_FOLDER);
    machine.files().write(file, content.getBytes(StandardCharsets.UTF_8), Mode.OWNER_ONLY);
    machine.files().modified(file, machine.clock().instant().minusSeconds(600));
  }

  /** Lets time pass until something is so; what workers do takes a moment of real time. */
  void until(Condition so) throws Exception {
    for (int i = 0; i < 3000 && !so.holds(); i++) {
      machine.clock().advance(Duration.ofMillis(500));
      Thread.sleep(10);
    }
    if (!so.holds()) {
      throw new AssertionError("not in time; log: " + machine.log().lines());
    }
  }

  /** What is waited for. */
  interface Condition {
    boolean holds() throws Exception;
  }
}
