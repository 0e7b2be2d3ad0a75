// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Namespaces of their own for mounts, host name and processes: handlers find the usual places, and
 * what they write to the system stays in memory. The network is the machine's.
 */
final class OwnMachine implements Place {
  private static final Duration SET_UP = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(30);

  private final Path folder;
  private final Path program;
  private final Process machine;
  private Process boot;

  private OwnMachine(Path folder, Path program, Process machine) {
    this.folder = folder;
    this.program = program;
    this.machine = machine;
  }

  /** Makes one; throws with the reason if this is not allowed here. */
  static OwnMachine in(Path folder, Path program) throws IOException {
    Files.writeString(folder.resolve("machine.sh"), Resource.text("machine.sh"));
    Files.writeString(folder.resolve("boot.sh"), Resource.text("boot.sh"));
    Path said = folder.resolve("machine.out");
    Process machine =
        start(
            said,
            List.of(
                "unshare",
                "--mount",
                "--uts",
                "--ipc",
                "sh",
                folder.resolve("machine.sh").toString(),
                folder.toString(),
                program.toString()));
    Path ready = folder.resolve("machine.ready");
    Watch.until(SET_UP, () -> Files.exists(ready) || !machine.isAlive());
    if (!Files.exists(ready) || !machine.isAlive()) {
      machine.destroyForcibly();
      throw new IOException("no machine of its own: " + Files.readString(said).trim());
    }
    OwnMachine made = new OwnMachine(folder, program, machine);
    made.boot();
    return made;
  }

  private static Process start(Path output, List<String> line) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    return builder.start();
  }

  private void boot() throws IOException {
    Path ready = folder.resolve("boot.ready");
    Files.deleteIfExists(ready);
    Files.writeString(folder.resolve("boot_id"), UUID.randomUUID() + "\n");
    List<String> line = new ArrayList<>(List.of("nsenter", "-m", "-u", "-i"));
    line.addAll(List.of("-t", Long.toString(machine.pid())));
    line.addAll(List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc"));
    line.addAll(List.of("sh", folder.resolve("boot.sh").toString()));
    line.addAll(List.of(folder.toString(), program.toString()));
    boot = start(folder.resolve("machine.out"), line);
    if (!Watch.until(SET_UP, () -> Files.exists(ready) || !boot.isAlive()) || !boot.isAlive()) {
      throw new IOException("no boot: " + Files.readString(folder.resolve("machine.out")).trim());
    }
  }

  @Override
  public List<String> confLines() {
    return List.of(
        "Lib.Dir=/var/lib/waagent",
        "Extension.LogDir=/var/log/azure",
        "Logs.File=/var/log/waagent.log");
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public void startAgent() {
    try {
      OutputStream words = boot.getOutputStream();
      words.write("start\n".getBytes(StandardCharsets.US_ASCII));
      words.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Watch.until(SET_UP, this::agentRuns);
  }

  @Override
  public boolean agentRuns() {
    return !agents().isEmpty();
  }

  @Override
  public void stopAgent() {
    List<Running> agents = agents();
    agents.forEach(each -> each.handle().destroy());
    if (!Running.awaitEnd(agents, STOP)) {
      killAgent();
    }
  }

  @Override
  public void killAgent() {
    List<Running> agents = agents();
    agents.forEach(Running::kill);
    Running.awaitEnd(agents, STOP);
  }

  @Override
  public void reboot() {
    halt();
    try {
      boot();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Running> processes() {
    return inside().stream().filter(each -> !isAgent(each)).toList();
  }

  @Override
  public List<String> changedOutside() {
    Path over = Path.of("/proc", Long.toString(machine.pid()), "root" + folder, "over");
    return new Changes(over).list();
  }

  @Override
  public String weakness() {
    return "";
  }

  @Override
  public void close() {
    halt();
    machine.destroyForcibly();
    Watch.until(STOP, () -> !machine.isAlive());
  }

  /** The first process of the boot takes all others with it. */
  private void halt() {
    first().ifPresent(ProcessHandle::destroyForcibly);
    boot.destroyForcibly();
    Watch.until(STOP, () -> !boot.isAlive());
  }

  private Optional<ProcessHandle> first() {
    return boot.children().findFirst();
  }

  private List<Running> agents() {
    return inside().stream().filter(this::isAgent).toList();
  }

  private boolean isAgent(Running each) {
    return each.line().contains("-configuration-path:" + folder.resolve("waagent.conf"));
  }

  /** All but the first process and the one that reads for it. */
  private List<Running> inside() {
    Optional<ProcessHandle> first = first();
    if (first.isEmpty()) {
      return List.of();
    }
    String own = new Running(first.get(), "").namespace();
    String script = folder.resolve("boot.sh").toString();
    return Running.all().stream()
        .filter(each -> !own.isEmpty() && each.namespace().equals(own))
        .filter(each -> !each.line().contains(script))
        .toList();
  }
}
