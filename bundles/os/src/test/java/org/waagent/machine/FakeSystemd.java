// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A machine below a folder that looks as if systemd ran on it. Its programs note how they were
 * called; what they do besides stands in {@code run-does} and {@code ctl-does}.
 */
final class FakeSystemd {
  static final String UNIFIED =
      "35 23 0:30 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n";

  private static final String RUN =
      """
      #!/bin/sh
      told=
      for word; do
        [ "$word" = -- ] && break
        told="$told$word "
      done
      echo "$told" >>'%1$s/ran'
      [ -e '%1$s/run-does' ] && . '%1$s/run-does'
      while [ "$1" != -- ]; do shift; done
      shift
      exec "$@"
      """;

  private static final String CTL =
      """
      #!/bin/sh
      echo "$@" >>'%1$s/asked'
      [ -e '%1$s/ctl-does' ] && . '%1$s/ctl-does'
      exit 0
      """;

  private final Path top;
  private final Root root;
  private final RootedFiles files;
  private final Programs programs;
  private final AtomicLong nanos = new AtomicLong();
  private final Scopes scopes;

  FakeSystemd(Path top) throws IOException {
    this.top = top;
    this.root = new Root(top);
    this.files = new RootedFiles(root);
    this.programs = new Programs(top.resolve("programs").toString());
    this.scopes = new Scopes(files, programs, () -> true, nanos::get);
    Files.createDirectories(top.resolve("run/systemd/system"));
    Files.createDirectories(top.resolve("programs"));
    put("proc/self/mountinfo", UNIFIED);
    program("systemd-run", RUN.formatted(top));
    program("systemctl", CTL.formatted(top));
  }

  private void program(String name, String text) throws IOException {
    Path file = top.resolve("programs").resolve(name);
    Files.writeString(file, text);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("can't make executable: " + file);
    }
  }

  FakeSystemd put(String file, String text) throws IOException {
    Path path = top.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return this;
  }

  void later(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** What a program was called with, one line a call. */
  List<String> calls(String file) throws IOException {
    Path calls = top.resolve(file);
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  Scopes scopes() {
    return scopes;
  }

  ProcessShell shell() {
    return new ProcessShell(root, files, programs, scopes);
  }

  SystemdResources resources() {
    return new SystemdResources(files, shell(), scopes);
  }
}
