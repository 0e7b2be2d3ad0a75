// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.os.Command;
import org.waagent.os.Distro;
import org.waagent.os.Files;
import org.waagent.os.Layout;
import org.waagent.os.Machine;
import org.waagent.os.Result;
import org.waagent.os.Shell;
import org.waagent.os.Traces;

/** This machine. What it is, is found out when somebody first asks. */
@Component
public final class LocalMachine implements Machine {
  private static final Duration HOSTNAME_TIME = Duration.ofSeconds(5);

  private final Source source;
  private final Files files;
  private final Shell shell;
  private final Logger logger;
  private Distro distro;
  private String instanceId;

  @Activate
  public LocalMachine(
      @Reference Files files,
      @Reference Shell shell,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this.source = new Source(files);
    this.files = files;
    this.shell = shell;
    this.logger = logger;
  }

  @Override
  public synchronized Distro distro() {
    if (distro == null) {
      distro = find();
    }
    return distro;
  }

  private Distro find() {
    try {
      Distro found =
          new Distros(files, System.getProperty("os.name"), System.getProperty("os.version"))
              .find();
      if (found.family().equals(Families.UNKNOWN)) {
        logger.warn("Unknown system {} {}: using defaults", found.name(), found.version());
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException("can't find out what system this is", e);
    }
  }

  @Override
  public boolean takesRemoteUsers() {
    return DistroTable.row(distro().family()).remoteUsers();
  }

  @Override
  public Traces traces() {
    return TraceLists.of(DistroTable.row(distro().family()));
  }

  @Override
  public Layout layout() {
    return Layouts.of(distro().family());
  }

  @Override
  public synchronized String instanceId() {
    if (instanceId == null) {
      instanceId = new InstanceIds(source, shell, System.getProperty("os.name")).find();
    }
    return instanceId;
  }

  @Override
  public String hostName() {
    try {
      String name = source.text(DistroTable.HOSTNAME_OF_KERNEL).orElseGet(this::ask).strip();
      return name.isEmpty() ? "localhost" : name;
    } catch (IOException e) {
      throw new UncheckedIOException("can't read the host name", e);
    }
  }

  private String ask() {
    try {
      Result result = shell.run(Command.of(DistroTable.HOSTNAME).within(HOSTNAME_TIME));
      return result.isSuccess() ? result.output().stdout() : "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  @Override
  public String bootId() {
    try {
      return source.text(DistroTable.BOOT_ID).orElse("").strip();
    } catch (IOException e) {
      throw new UncheckedIOException("can't read the id of this boot", e);
    }
  }

  @Override
  public boolean isRoot() {
    return runsAsRoot();
  }

  static boolean runsAsRoot() {
    try {
      return java.nio.file.Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException noProc) {
      // A BSD: the name comes from the user id, not from the environment.
      return System.getProperty("user.name").equals("root");
    }
  }
}
