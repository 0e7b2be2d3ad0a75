// SPDX-License-Identifier: Apache-2.0
package org.waagent.update;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a running agent holds, as the kernel and the JVM tell it. */
final class Running {
  private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private static final int LOOKS = 5;
  private static final long PAUSE = 300;

  private final long pid;

  Running(long pid) {
    this.pid = pid;
  }

  /** The jars of its bundles: those it has open but for the framework's and the launcher's. */
  Set<Path> bundles() {
    Set<Path> jars = new TreeSet<>();
    for (Path file : descriptors()) {
      if (file.toString().endsWith(".jar") && !file.getParent().endsWith("lib")) {
        jars.add(file);
      }
    }
    return jars;
  }

  /** Names of its open files, sockets and pipes. */
  List<Path> descriptors() {
    try (Stream<Path> all = Files.list(proc("fd"))) {
      return all.flatMap(Running::target).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> target(Path descriptor) {
    try {
      return Stream.of(Files.readSymbolicLink(descriptor));
    } catch (IOException closedMeanwhile) {
      return Stream.empty();
    }
  }

  int threads() {
    try (Stream<Path> all = Files.list(proc("task"))) {
      return (int) all.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many class loaders there are after a collection. */
  int classLoaders() throws IOException, InterruptedException {
    ask("GC.run");
    ask("GC.run");
    String last =
        ask("VM.classloader_stats")
            .lines()
            .filter(l -> l.startsWith("Total"))
            .findFirst()
            .orElseThrow();
    return Integer.parseInt(last.replaceAll("Total = (\\d+).*", "$1"));
  }

  /** What lives in the heap: the least of some looks, because the agent goes on between them. */
  int heapKib() throws IOException, InterruptedException {
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < LOOKS; i++) {
      ask("GC.run");
      least = Math.min(least, used("generation"));
      Thread.sleep(PAUSE);
    }
    return least;
  }

  int metaspaceKib() throws IOException, InterruptedException {
    return used("Metaspace");
  }

  private int used(String part) throws IOException, InterruptedException {
    return USED.matcher(
            ask("GC.heap_info")
                .lines()
                .filter(line -> line.contains(part))
                .collect(Collectors.joining("\n")))
        .results()
        .mapToInt(used -> Integer.parseInt(used.group(1)))
        .sum();
  }

  private String ask(String question) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(JCMD.toString(), Long.toString(pid), question)
            .redirectErrorStream(true)
            .start();
    String answer = new String(process.getInputStream().readAllBytes());
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("jcmd " + question + ": " + answer);
    }
    return answer;
  }

  private Path proc(String name) {
    return Path.of("/proc", Long.toString(pid), name);
  }
}
