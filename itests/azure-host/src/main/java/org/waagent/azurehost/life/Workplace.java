// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.life;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.waagent.azurehost.AzureHost;

/**
 * A folder, a host and a place of their own for one life; ended also when the program is
 * interrupted.
 */
final class Workplace implements AutoCloseable {
  private static final int TOLD = 3000;
  private static final List<String> CONF =
      List.of(
          "Extensions.GoalStatePeriod=1",
          "Extensions.Enabled=y",
          "Logs.Console=n",
          "Provisioning.Enabled=n",
          "Provisioning.Agent=disabled",
          "Provisioning.MonitorHostName=n",
          "ResourceDisk.Format=n",
          "OS.EnableFirewall=n",
          "AutoUpdate.Enabled=n");

  private final Path folder;
  private final boolean kept;
  private final AzureHost host;
  private final Place place;
  private final String token;
  private final Thread interrupted = new Thread(this::end);

  private Workplace(Path folder, boolean kept, AzureHost host, Place place, String token) {
    this.folder = folder;
    this.kept = kept;
    this.host = host;
    this.place = place;
    this.token = token;
    Runtime.getRuntime().addShutdownHook(interrupted);
  }

  static Workplace make(LifeOptions options, Verdict verdict) throws IOException {
    Path folder = folder(options);
    for (String name : List.of("lib", "log", "trace")) {
      Files.createDirectories(folder.resolve(name));
    }
    Files.writeString(folder.resolve("waagent.log"), "");
    String token = UUID.randomUUID().toString();
    AzureHost host = AzureHost.start();
    Place place = place(folder, options.agent().toAbsolutePath(), token, verdict);
    List<String> lines = new ArrayList<>(place.confLines());
    lines.add("Pid.File=" + folder.resolve("waagent.pid"));
    lines.addAll(CONF);
    lines.addAll(host.confLines());
    Files.write(folder.resolve("waagent.conf"), lines);
    return new Workplace(folder, options.keep().isPresent(), host, place, token);
  }

  private static Path folder(LifeOptions options) throws IOException {
    if (options.keep().isEmpty()) {
      return Files.createTempDirectory("azure-host-life").toRealPath();
    }
    Path folder = Files.createDirectories(options.keep().get()).toRealPath();
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw new UsageError("--keep: " + folder + " is not empty");
      }
    }
    return folder;
  }

  private static Place place(Path folder, Path program, String token, Verdict verdict) {
    verdict.tried(Rule.ISOLATION);
    try {
      return OwnMachine.in(folder, program);
    } catch (IOException e) {
      verdict.warn(
          Rule.ISOLATION,
          String.valueOf(e.getMessage()),
          "run it as root with unshare and nsenter: handlers that name /var/lib/waagent need it");
      return new OpenPlace(folder, program, token, String.valueOf(e.getMessage()));
    }
  }

  AzureHost host() {
    return host;
  }

  Place place() {
    return place;
  }

  String token() {
    return token;
  }

  CommandTrace trace() {
    return new CommandTrace(folder.resolve("trace"));
  }

  void tell(Transcript transcript) {
    transcript.title(
        place.weakness().isEmpty()
            ? "on a machine of its own: writes to the system stay in memory, the network is shared"
            : "WITHOUT a machine of its own, on this one: " + place.weakness());
    if (kept) {
      transcript.title("everything is kept in " + folder);
    }
  }

  /** A whole file, or nothing. */
  static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException missing) {
      return "";
    }
  }

  /** The end of a file. */
  static String end(Path file) {
    String text = text(file);
    return text.substring(Math.max(0, text.length() - TOLD));
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(interrupted);
    end();
  }

  private void end() {
    place.close();
    host.close();
    if (!kept) {
      delete();
    }
  }

  private void delete() {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
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
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
