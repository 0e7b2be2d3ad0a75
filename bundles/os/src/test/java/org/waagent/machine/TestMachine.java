// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.nio.file.Path;
import org.waagent.os.AgentPlaces;
import org.waagent.os.BlockDevices;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.os.Machine;
import org.waagent.os.Shell;

/** The real ports on a machine that is a temporary folder, with a clock moved by hand. */
public final class TestMachine {
  private final ManualClock clock = new ManualClock();
  private final TestLog log = new TestLog();
  private final Root root;
  private final RootedFiles files;
  private final ProcessShell shell;
  private final LocalMachine machine;
  private final Places directories;

  private TestMachine(Path root, Path places) {
    this.root = new Root(root);
    this.files = new RootedFiles(this.root);
    Programs programs = Programs.ofMachine();
    // Tests leave the service manager of their machine alone.
    Scopes none = new Scopes(files, programs, () -> false, System::nanoTime);
    this.shell = new ProcessShell(this.root, files, programs, none);
    this.machine = new LocalMachine(files, shell, log.logger());
    this.directories =
        new Places(
            places.resolve("var/lib/waagent"),
            places.resolve("var/log/azure"),
            places.resolve("var/log/waagent.log"),
            places.resolve("var/run/waagent.pid"),
            places.resolve("mnt/cdrom/secure"));
  }

  /** A machine whose {@code /} is a folder. */
  public static TestMachine at(Path root) {
    return new TestMachine(root, Path.of("/"));
  }

  /**
   * This machine, with the agent's directories below a folder. For what puts full paths into
   * command lines.
   */
  public static TestMachine below(Path folder) {
    return new TestMachine(Path.of("/"), folder.toAbsolutePath());
  }

  public Files files() {
    return files;
  }

  /** Starts programs of this machine; folders are those below the root. */
  public Shell shell() {
    return shell;
  }

  /** What the files below the root make of it; {@code Default} if there are none. */
  public Machine machine() {
    return machine;
  }

  /** Where the agent's own files belong on a Linux of that kind. */
  public AgentPlaces places() {
    return new LocalPlaces(machine, "Linux");
  }

  /** Disks and mounts as the files below the root tell them. */
  public BlockDevices blockDevices() {
    return new SysBlockDevices(files);
  }

  /** What was logged through {@code log().logger()}. */
  public TestLog log() {
    return log;
  }

  public ManualClock clock() {
    return clock;
  }

  /** {@code /var/lib/waagent} and so on. They are not made by this. */
  public Directories directories() {
    return directories;
  }
}
