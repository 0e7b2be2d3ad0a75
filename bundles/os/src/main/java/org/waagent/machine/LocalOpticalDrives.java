// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.waagent.os.BlockDevices;
import org.waagent.os.Command;
import org.waagent.os.Files;
import org.waagent.os.Machine;
import org.waagent.os.Mode;
import org.waagent.os.OpticalDrives;
import org.waagent.os.Result;
import org.waagent.os.Shell;

/** Drives by their names in {@code /dev}, handled with the programs every system has for them. */
@Component
public final class LocalOpticalDrives implements OpticalDrives {
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final int MOST = 64 * 1024;

  private final Files files;
  private final Shell shell;
  private final BlockDevices devices;
  private final Machine machine;

  @Activate
  public LocalOpticalDrives(
      @Reference Files files,
      @Reference Shell shell,
      @Reference BlockDevices devices,
      @Reference Machine machine,
      @Reference(target = Configured.TARGET) Condition configured) {
    this(files, shell, devices, machine);
  }

  LocalOpticalDrives(Files files, Shell shell, BlockDevices devices, Machine machine) {
    this.files = files;
    this.shell = shell;
    this.devices = devices;
    this.machine = machine;
  }

  private String family() {
    return machine.distro().family();
  }

  private List<String> media() {
    if (family().endsWith("BSD")) {
      return DistroTable.BSD_MEDIA;
    }
    return family().equals("GAiA") ? DistroTable.GAIA_MEDIA : DistroTable.LINUX_MEDIA;
  }

  @Override
  public List<Path> drives() throws IOException {
    List<String> names = files.list(Path.of(DistroTable.DEV));
    List<String> patterns =
        family().equals("OpenBSD") ? DistroTable.OPENBSD_DRIVES : DistroTable.DRIVES;
    List<Path> drives = new ArrayList<>();
    for (String pattern : patterns) {
      for (String name : names) {
        Path drive = Path.of(DistroTable.DEV, name);
        // The links beside it are the same drive once more.
        if (name.matches(pattern) && files.target(drive).isEmpty()) {
          drives.add(drive);
        }
      }
    }
    return List.copyOf(drives);
  }

  @Override
  public void loadDriver() throws InterruptedException {
    load(List.of(DistroTable.DRIVE_MODULE));
  }

  private void load(List<String> modules) throws InterruptedException {
    if (shell.find(DistroTable.MODPROBE).isPresent()) {
      for (String module : modules) {
        shell.run(Command.of(DistroTable.MODPROBE, "-b", module).within(TIME));
      }
    }
  }

  @Override
  public Path mount(Path drive, Path point) throws IOException, InterruptedException {
    Optional<Path> mounted = mounted(drive);
    if (mounted.isPresent()) {
      return mounted.get();
    }
    files.makeFolder(point, Mode.OWNER_FOLDER);
    IOException failed = null;
    for (String types : media()) {
      Command command =
          Command.of(
              DistroTable.MOUNT, "-o", "ro", "-t", types, drive.toString(), point.toString());
      Result result = shell.run(command.within(TIME));
      List<String> lacking = result.isSuccess() ? List.of() : lacking(result);
      if (!lacking.isEmpty()) {
        load(lacking);
        result = shell.run(command.within(TIME));
      }
      if (result.isSuccess()) {
        return point;
      }
      failed =
          new IOException(drive + " can't be mounted as " + types + ": " + Answers.why(result));
    }
    throw failed;
  }

  private Optional<Path> mounted(Path drive) throws IOException {
    return devices.mounts().stream()
        .filter(mount -> mount.source().equals(drive.toString()))
        .map(BlockDevices.Mount::point)
        .findFirst();
  }

  /**
   * Modules the kernel has not. Of several types {@code mount} tells only what it says of the last
   * one, so the kernel is asked.
   */
  private List<String> lacking(Result refused) throws IOException {
    Path known = Path.of(DistroTable.FILE_SYSTEMS);
    boolean isTold = files.exists(known);
    String text = isTold ? files.readText(known, MOST) : "";
    boolean isUnknown = refused.output().stderr().contains("unknown filesystem type");
    if (!isTold && !isUnknown) {
      return List.of();
    }
    List<String> names = Arrays.asList(text.split("\\s+"));
    return DistroTable.MEDIA_MODULES.entrySet().stream()
        .filter(type -> !names.contains(type.getKey()))
        .map(Map.Entry::getValue)
        .sorted()
        .toList();
  }

  @Override
  public void unmount(Path point) throws IOException, InterruptedException {
    Answers.inTime(shell, Command.of(DistroTable.UMOUNT, point.toString()).within(TIME));
  }

  @Override
  public void eject(Path drive) throws IOException, InterruptedException {
    if (drive.getFileName().toString().matches(DistroTable.FIXED_DRIVES)) {
      return;
    }
    List<String> words =
        switch (family()) {
          case "FreeBSD" -> List.of(DistroTable.CDCONTROL, "-f", drive.toString(), "eject");
          case "OpenBSD" -> List.of(DistroTable.CDIO, "eject", drive.toString());
          case "BIG-IP", "GAiA", "OpenWrt", "NSBSD" -> List.of();
          default -> List.of(DistroTable.EJECT, drive.toString());
        };
    if (!words.isEmpty() && shell.find(words.get(0)).isPresent()) {
      Answers.inTime(shell, Command.of(words.toArray(String[]::new)).within(TIME));
    }
  }
}
