// SPDX-License-Identifier: Apache-2.0
package org.waagent.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The agent as a package installs it, on a machine in a container. */
final class InstalledAgent {
  static final String LIB = "/var/lib/waagent";
  private static final String INSTALLATION = "/usr/share/waagent";

  private final Container machine;

  private InstalledAgent(Container machine) {
    this.machine = machine;
  }

  /** Folders of this machine the agent needs inside: its Java. */
  static List<Path> needed() throws IOException {
    List<Path> needed = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
    // Where Debian keeps what its Java links to.
    try (Stream<Path> etc = Files.list(Path.of("/etc"))) {
      etc.filter(path -> path.getFileName().toString().startsWith("java-")).forEach(needed::add);
    }
    return needed;
  }

  static InstalledAgent on(Container machine, Path repository) throws IOException {
    Path units = machine.file("/lib/systemd/system");
    try (Stream<Path> all = Files.list(repository.resolve("runtime/units"))) {
      for (Path unit : all.toList()) {
        Files.copy(unit, units.resolve(unit.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path installation = machine.file(INSTALLATION);
    Programs.must(
        "cp",
        "-a",
        repository.resolve("runtime/target/waagent").toString(),
        installation.toString());
    Files.createSymbolicLink(
        machine.file("/usr/sbin/waagent"), Path.of(INSTALLATION, "bin/waagent"));
    Path java = machine.file("/etc/systemd/system/waagent.service.d/java.conf");
    Files.createDirectories(java.getParent());
    Files.writeString(
        java, "[Service]\nEnvironment=JAVA_HOME=" + System.getProperty("java.home") + "\n");
    machine.must("systemctl", "daemon-reload");
    // As a package does: the archive of the build fits the place of the build only.
    machine.must("env", "JAVA_HOME=" + System.getProperty("java.home"), "waagent", "make-archive");
    return new InstalledAgent(machine);
  }

  /** A machine that knows nothing of earlier goal states, and whose agent is down. */
  void reset(List<String> configuration) throws IOException {
    machine.must("systemctl", "stop", "waagent");
    machine.must("sh", "-c", "rm -rf " + LIB + " /var/log/waagent.log /var/log/azure");
    // First, so that a test may say otherwise.
    List<String> lines = new ArrayList<>(List.of("Logs.Verbose=y"));
    lines.addAll(configuration);
    Files.write(machine.file("/etc/waagent.conf"), lines);
  }

  void start() {
    machine.must("systemctl", "start", "waagent");
  }

  void stop() {
    machine.must("systemctl", "stop", "waagent");
  }

  /** Ends the agent's own process at once; the service manager starts another one. */
  void kill() {
    machine.must("systemctl", "kill", "--kill-who=main", "--signal=KILL", "waagent");
  }

  String log() throws IOException {
    Path log = machine.file("/var/log/waagent.log");
    return Files.exists(log) ? Files.readString(log) : "";
  }
}
