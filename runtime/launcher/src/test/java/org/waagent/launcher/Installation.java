// SPDX-License-Identifier: Apache-2.0
package org.waagent.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An installation of the launcher with the bundle of {@link TinyBundle}, run as a process.
 *
 * @param folder everything lies below
 */
record Installation(Path folder) {
  static Installation in(Path folder) throws IOException {
    Path home = folder.resolve("home");
    for (String name : List.of("bin", "lib", "bundles", "features")) {
      Files.createDirectories(home.resolve(name));
    }
    Path runtime = Path.of("").toAbsolutePath().getParent();
    for (String name : List.of("bin/waagent", "jvm.flags", "jvm-23.flags")) {
      Files.copy(runtime.resolve(name), home.resolve(name));
    }
    copyTree(Path.of("target/classes"), home.resolve("lib/launcher.jar"));
    Files.copy(felix(), home.resolve("lib/felix.jar"));
    TinyBundle.write(home.resolve("bundles/broken.jar"), false);
    TinyBundle.write(home.resolve("bundles/tiny.jar"), true);
    Files.writeString(
        home.resolve("features/standard.list"),
        "version 3.0.0\nproperty felix.log.level=0\nbundle broken.jar\nbundle tiny.jar\n");
    Files.writeString(home.resolve("features/standard.verbs"), "ask\tdaemon\thelp\n");
    Files.writeString(
        folder.resolve("waagent.conf"),
        "Lib.Dir=" + folder.resolve("lib") + "\nPid.File=" + folder.resolve("pid") + "\n");
    return new Installation(folder);
  }

  /**
   * Leaves a set with a launcher and a framework of its own, as an update would.
   *
   * @param id of the set
   * @param launcher its launcher
   */
  void leaveSet(String id, Path launcher) throws IOException {
    Path felix = folder.resolve("felix-" + id + ".jar");
    Files.copy(felix(), felix);
    Path set = Files.createDirectories(folder.resolve("lib/features/sets").resolve(id));
    Files.writeString(
        set.resolve("bundles.list"),
        "version 3.7.0\ninstallation standard 3.0.0\nproperty felix.log.level=0\n"
            + file("classpath", launcher)
            + file("classpath", felix)
            + file("bundle", folder.resolve("home/bundles/broken.jar"))
            + file("bundle", folder.resolve("home/bundles/tiny.jar")));
    Files.writeString(set.resolve("verbs.list"), "");
  }

  private static String file(String word, Path file) throws IOException {
    return word + " " + file + "\nsize " + Files.size(file) + "\n";
  }

  /** Has a pointer name a set. */
  void point(String name, String line) throws IOException {
    Files.writeString(folder.resolve("lib/features").resolve(name), line + "\n");
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> entries = Files.walk(from)) {
      for (Path entry : entries.toList()) {
        Files.copy(entry, to.resolve(from.relativize(entry).toString()));
      }
    }
  }

  private static Path felix() {
    return Stream.of(System.getProperty("java.class.path").split(":"))
        .filter(entry -> entry.contains("org.apache.felix.framework"))
        .map(Path::of)
        .findFirst()
        .orElseThrow();
  }

  /** Starts {@code bin/waagent} through a symbolic link, stderr to the file {@code err}. */
  Process start(String... words) throws IOException {
    Path link = folder.resolve("link");
    if (!Files.exists(link)) {
      Files.createSymbolicLink(link, Path.of("home/bin/waagent"));
    }
    ProcessBuilder builder = new ProcessBuilder(link.toString());
    builder.command().addAll(List.of(words));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.directory(folder.toFile());
    builder.redirectError(folder.resolve("err").toFile());
    builder.redirectOutput(folder.resolve("out").toFile());
    return builder.start();
  }

  int run(String... words) throws IOException, InterruptedException {
    Process process = start(words);
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("no end within 30 s");
    }
    return process.exitValue();
  }

  String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  boolean await(String name) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.exists(folder.resolve(name)) && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    return Files.exists(folder.resolve(name));
  }
}
