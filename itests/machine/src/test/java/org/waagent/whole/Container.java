// SPDX-License-Identifier: Apache-2.0
package org.waagent.whole;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A booted machine in a container, with a network of its own that has loopback and nothing else.
 */
final class Container {
  private static final Duration BOOT = Duration.ofSeconds(120);
  private static final Duration COMMAND = Duration.ofSeconds(60);

  /** Ends a container in good order if the tests can't do that any more. */
  private static final String MOST_SECONDS = "1200";

  private final Path console;
  private final String network;
  private final Process supervisor;

  private Container(Path console, String network, Process supervisor) {
    this.console = console;
    this.network = network;
    this.supervisor = supervisor;
  }

  /**
   * Boots what is in a folder. What is written inside is kept in memory.
   *
   * @param console file for what it tells while it boots
   * @param shared folders of this machine that are the same inside
   * @param groups {@code 1} for control groups of version 2, {@code 0} for the older ones
   */
  static Container boot(Path root, Path console, List<Path> shared, String groups)
      throws IOException, InterruptedException {
    String network = "waagent-" + ProcessHandle.current().pid();
    Programs.must("ip", "netns", "add", network);
    Container container = null;
    try {
      Programs.must("ip", "netns", "exec", network, "ip", "link", "set", "lo", "up");
      container = new Container(console, network, start(root, console, network, shared, groups));
    } finally {
      if (container == null) {
        Programs.must("ip", "netns", "delete", network);
      }
    }
    container.awaitBoot();
    return container;
  }

  private static Process start(
      Path root, Path console, String network, List<Path> shared, String groups)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("timeout", "--kill-after=30", MOST_SECONDS));
    words.addAll(List.of("systemd-nspawn", "-q", "-b", "-D", root.toString(), "-M", network));
    words.addAll(List.of("--volatile=overlay", "--register=no", "--keep-unit"));
    words.add("--network-namespace-path=/run/netns/" + network);
    words.addAll(List.of("--capability=all", "--resolv-conf=off", "--console=pipe"));
    words.add("--link-journal=no");
    shared.forEach(folder -> words.add("--bind-ro=" + folder));
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(console.toFile());
    // Nobody writes to the folder, so several may boot from it.
    builder.environment().put("SYSTEMD_NSPAWN_LOCK", "0");
    builder.environment().put("SYSTEMD_NSPAWN_UNIFIED_HIERARCHY", groups);
    return builder.start();
  }

  private void awaitBoot() throws IOException, InterruptedException {
    long end = System.nanoTime() + BOOT.toNanos();
    String state = "";
    while (System.nanoTime() < end && supervisor.isAlive()) {
      // The first one there is makes way for another one while it boots.
      Optional<ProcessHandle> first = first();
      if (first.isPresent()) {
        state = run(first.get().pid(), "systemctl", "is-system-running").text().strip();
        if (state.equals("running") || state.equals("degraded")) {
          return;
        }
      }
      Thread.sleep(100);
    }
    powerOff();
    throw new IllegalStateException(
        "the machine did not boot: " + state + "\n" + Files.readString(console));
  }

  /** The first process inside. */
  private Optional<ProcessHandle> first() {
    return supervisor.children().findFirst().flatMap(nspawn -> nspawn.children().findFirst());
  }

  private long pid() {
    return first().orElseThrow(() -> new IllegalStateException("it is down")).pid();
  }

  /** Runs a program inside. */
  Programs.Answer run(String... words) {
    return run(pid(), words);
  }

  private static Programs.Answer run(long pid, String... words) {
    List<String> all = new ArrayList<>(List.of("nsenter", "-a", "-t", "" + pid, "--"));
    all.addAll(List.of("env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"));
    all.addAll(List.of(words));
    return Programs.run(COMMAND, all);
  }

  /** The same for what must go well. */
  String must(String... words) {
    Programs.Answer answer = run(words);
    if (!answer.isFine()) {
      throw new IllegalStateException(String.join(" ", words) + ": " + answer);
    }
    return answer.text().strip();
  }

  /** Words before a program of this machine that is to see the network inside. */
  List<String> inNetwork() {
    return List.of("ip", "netns", "exec", network);
  }

  /** A file inside. */
  Path file(String path) {
    return Path.of("/proc/" + pid() + "/root" + path);
  }

  /** Powers it off. An end by force would leave processes behind. */
  void powerOff() throws InterruptedException {
    try {
      if (first().isPresent()) {
        run("systemctl", "poweroff");
      }
      if (!supervisor.waitFor(60, TimeUnit.SECONDS)) {
        first().ifPresent(ProcessHandle::destroyForcibly);
        supervisor.destroy();
        supervisor.waitFor(30, TimeUnit.SECONDS);
      }
    } finally {
      Programs.must("ip", "netns", "delete", network);
    }
  }
}
