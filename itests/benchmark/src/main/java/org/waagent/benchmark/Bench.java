// SPDX-License-Identifier: Apache-2.0
package org.waagent.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.waagent.agent.Pause;
import org.waagent.azurehost.AzureHost;

/**
 * Measures the built agent against the fake host, with default periods. Machines differ and so do
 * the seconds; the ratios to a JVM that does nothing, and to another agent, are what to compare.
 */
final class Bench {
  static final Duration PATIENCE = Duration.ofSeconds(120);

  private static final Duration SETTLING = Duration.ofSeconds(15);
  private static final int STARTS = 7;
  private static final double START_LIMIT = 8;
  private static final double MEMORY_LIMIT = 2.2;
  private static final double WAKE_UP_LIMIT = 1;
  private static final double TEN_LIMIT = 4;
  private static final double FIFTY_LIMIT = 3;

  private final Subject agent;
  private final Optional<DebianAgent> other;
  private final Path folder;
  private final Duration idle;
  private final boolean all;
  private final Work work;
  private int missed;

  private Bench(
      Subject agent, Optional<DebianAgent> other, Path folder, Duration idle, boolean all) {
    this.agent = agent;
    this.other = other;
    this.folder = folder;
    this.idle = idle;
    this.all = all;
    this.work = new Work(folder);
  }

  /**
   * @param arguments the installation, the seconds to look at an idle agent, {@code all} or {@code
   *     most} of what is known or {@code restart} alone, and where Debian's package is unpacked, if
   *     it is
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("waagent-bench");
    Optional<DebianAgent> other =
        arguments.length < 4
            ? Optional.empty()
            : Optional.of(new DebianAgent(Path.of(arguments[3])));
    Duration idle = Duration.ofSeconds(Long.parseLong(arguments[1]));
    boolean all = arguments[2].equals("all");
    Bench bench = new Bench(new BuiltAgent(Path.of(arguments[0])), other, folder, idle, all);
    try {
      if (arguments[2].equals("restart")) {
        bench.restart();
      } else {
        bench.all();
      }
    } finally {
      delete(folder);
    }
    System.exit(bench.missed == 0 ? 0 : 1);
  }

  private void restart() throws Exception {
    tell("a restart of this agent", work.restart(agent));
    if (other.isPresent()) {
      other.get().serveMetadata();
      tell("a restart of Debian's agent, its way to a new version", work.restart(other.get()));
    }
  }

  private static void tell(String what, Work.Restart restart) {
    say(
        "%s: %.2f s from one status to the next, one is due each %d s; %d missed",
        what, restart.silent().toMillis() / 1000.0, Work.PERIOD.toSeconds(), restart.missed());
  }

  private void all() throws Exception {
    if (other.isPresent()) {
      other.get().serveMetadata();
    }
    List<String> hello = start();
    idle(hello);
    reaction();
    tenExtensions();
    fiftyExtensions();
  }

  /** Returns the command line of the JVM that does nothing. */
  private List<String> start() throws Exception {
    Samples agents = new Samples();
    Samples jvms = new Samples();
    Samples others = new Samples();
    List<String> line = List.of();
    for (int i = 0; i < STARTS; i++) {
      Work.Start start = work.start(agent);
      agents.add(start.time());
      line = start.hello();
      try (Rival hello = Rival.start(line)) {
        jvms.add(hello.startTime());
      }
      if (other.isPresent()) {
        others.add(work.start(other.get()).time());
      }
    }
    say("start to first goal-state request: " + agents);
    say("start of a JVM that says hello: " + jvms);
    ratio("start", agents.median() / jvms.median(), START_LIMIT, "times the JVM's");
    if (other.isPresent()) {
      say("Debian's agent: " + others);
      compare("start", agents.median(), others.median());
    }
    return line;
  }

  private void idle(List<String> line) throws Exception {
    try (AzureHost host = agent.host();
        Subject.Running ours = agent.start(host, folder.resolve("idle"));
        Rival hello = Rival.start(line)) {
      host.awaitStatus(s -> true, PATIENCE);
      if (other.isPresent()) {
        try (AzureHost second = other.get().host();
            Subject.Running theirs = other.get().start(second, folder.resolve("idle-other"))) {
          second.awaitStatus(s -> true, PATIENCE);
          watch(ours.pid(), hello.pid(), Optional.of(theirs.pid()));
        }
      } else {
        watch(ours.pid(), hello.pid(), Optional.empty());
      }
    }
  }

  private void watch(long agentPid, long helloPid, Optional<Long> otherPid) throws IOException {
    Usage start = Usage.of(agentPid);
    Usage helloStart = Usage.of(helloPid);
    say(
        "CPU until the first status, s: agent %.2f, JVM until hello %.2f",
        start.cpuTicks() / 100.0, helloStart.cpuTicks() / 100.0);
    Pause.of(SETTLING);
    Usage agentBefore = Usage.of(agentPid);
    Usage helloBefore = Usage.of(helloPid);
    Usage otherBefore = otherPid.isPresent() ? Usage.of(otherPid.get()) : null;
    WakeUps agentWakeUps = new WakeUps(agentPid);
    WakeUps helloWakeUps = new WakeUps(helloPid);
    WakeUps otherWakeUps = new WakeUps(otherPid.orElse(helloPid));
    for (long second = 0; second < idle.toSeconds(); second++) {
      Pause.of(Duration.ofSeconds(1));
      agentWakeUps.look();
      helloWakeUps.look();
      otherWakeUps.look();
    }
    Usage ours = Usage.of(agentPid).since(agentBefore);
    Usage jvm = Usage.of(helloPid).since(helloBefore);
    tell("agent", ours, agentWakeUps);
    tell("JVM", jvm, helloWakeUps);
    double memory = (double) ours.residentKb() / jvm.residentKb();
    ratio("memory", memory, MEMORY_LIMIT, "times the JVM's");
    double more = (double) (agentWakeUps.total() - helloWakeUps.total()) / idle.toSeconds();
    ratio("wake-ups idle", more, WAKE_UP_LIMIT, "a second more than the JVM's");
    if (otherBefore != null) {
      Usage theirs = Usage.of(otherPid.get()).since(otherBefore);
      tell("Debian's (without its daemon)", theirs, otherWakeUps);
      compare("memory", ours.residentKb(), theirs.residentKb());
      compare("idle CPU", ours.cpuTicks(), Math.max(1, theirs.cpuTicks()));
    }
  }

  private void tell(String who, Usage usage, WakeUps wakeUps) {
    double seconds = idle.toSeconds();
    say(
        "%s idle: %.3f s CPU a minute, %.2f wake-ups a second, %.1f MB resident",
        who,
        usage.cpuTicks() / 100.0 * 60 / seconds,
        wakeUps.total() / seconds,
        usage.residentKb() / 1024.0);
  }

  private void reaction() throws Exception {
    Work.Reaction ours = work.reaction(agent);
    say("published to enable, poll period 6 s: " + ours.enabled());
    say("published to reported: " + ours.reported());
    if (other.isPresent()) {
      Work.Reaction theirs = work.reaction(other.get());
      say("Debian's published to enable: " + theirs.enabled());
      say("Debian's published to reported: " + theirs.reported());
      compare("enable", ours.enabled().median(), theirs.enabled().median());
      compare("reported", ours.reported().median(), theirs.reported().median());
    }
  }

  private void tenExtensions() throws Exception {
    Work.Many ours = work.tenExtensions(agent);
    say("ten extensions, published to all reported: %.2f s", ours.sincePublished());
    String unit = "s from the poll that saw them to all reported";
    ratio("ten extensions", ours.sincePoll(), TEN_LIMIT, unit);
    if (other.isPresent()) {
      Work.Many theirs = work.tenExtensions(other.get());
      say("Debian's: %.2f s", theirs.sincePublished());
      compare("ten extensions", ours.sincePublished(), theirs.sincePublished());
    }
  }

  private void fiftyExtensions() throws Exception {
    Work.Timed ours = work.fiftyExtensions(agent);
    tell("fifty extensions", ours);
    ratio("fifty extensions", ours.overhead(), FIFTY_LIMIT, "s that the agent itself added");
    if (other.isPresent() && all) {
      Work.Timed theirs = work.fiftyExtensions(other.get());
      tell("Debian's", theirs);
      compare("fifty extensions", ours.all().sincePublished(), theirs.all().sincePublished());
      compare("what was added", ours.overhead(), theirs.overhead());
    }
  }

  private static void tell(String what, Work.Timed timed) {
    say(
        "%s, published to all reported: %.2f s, of which %.2f s are their own",
        what, timed.all().sincePublished(), timed.own());
  }

  private static void say(String format, Object... values) {
    String text = values.length == 0 ? format : String.format(Locale.ROOT, format, values);
    System.out.println("  " + text);
  }

  private static void compare(String what, double ours, double theirs) {
    say("%s: %.2f times Debian's", what, ours / theirs);
  }

  private void ratio(String what, double value, double limit, String unit) {
    boolean fine = value <= limit;
    missed += fine ? 0 : 1;
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-15s %6.2f %s, at most %s: %s",
            what,
            value,
            unit,
            limit,
            fine ? "fine" : "MISSED"));
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
