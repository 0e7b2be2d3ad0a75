// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.waagent.os.BlockDevices;
import org.waagent.os.Files;

/** Disks as {@code /sys} tells them, mounts as {@code /proc} does; none where there is neither. */
@Component
public final class SysBlockDevices implements BlockDevices {
  private static final int MOST = 4 * 1024 * 1024;

  /** The unit of {@code size}, whatever the sectors of the disk are. */
  private static final long SECTOR = 512;

  private final Files files;
  private final Source source;

  @Activate
  public SysBlockDevices(
      @Reference Files files, @Reference(target = Configured.TARGET) Condition configured) {
    this(files);
  }

  SysBlockDevices(Files files) {
    this.files = files;
    this.source = new Source(files);
  }

  @Override
  public List<Device> devices() throws IOException {
    List<Device> devices = new ArrayList<>();
    for (String name : files.list(Path.of(DistroTable.BLOCK))) {
      // What has no device behind it is a loop, a RAM disk or made of other disks.
      if (source.isThere(entry(name) + "/device") && !isPartition(name)) {
        devices.add(device(name));
      }
    }
    return List.copyOf(devices);
  }

  private Device device(String name) throws IOException {
    List<Path> partitions = new ArrayList<>();
    for (String below : files.list(Path.of(entry(name)))) {
      if (isPartition(name + "/" + below)) {
        partitions.add(node(below));
      }
    }
    long size = number(name, "size") * SECTOR;
    return new Device(node(name), size, number(name, "removable") == 1, partitions);
  }

  private boolean isPartition(String name) {
    return source.isThere(entry(name) + "/partition");
  }

  private long number(String name, String file) throws IOException {
    String text = source.text(entry(name) + "/" + file).orElse("0").strip();
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IOException("not a number in " + entry(name) + "/" + file + ": " + text, e);
    }
  }

  private static String entry(String name) {
    return DistroTable.BLOCK + "/" + name;
  }

  /** The kernel writes {@code !} for a slash in a device's name. */
  private static Path node(String name) {
    return Path.of("/dev", name.replace('!', '/'));
  }

  @Override
  public List<Mount> mounts() throws IOException {
    Path table = Path.of(DistroTable.MOUNTS);
    List<Mount> mounts = new ArrayList<>();
    if (files.exists(table)) {
      for (String line : files.readText(table, MOST).split("\n")) {
        String[] fields = line.split(" ");
        if (fields.length >= 4) {
          mounts.add(mount(fields));
        }
      }
    }
    return List.copyOf(mounts);
  }

  private static Mount mount(String[] fields) {
    return new Mount(
        plain(fields[0]),
        Path.of(plain(fields[1])),
        plain(fields[2]),
        List.of(plain(fields[3]).split(",")));
  }

  /** Blanks, tabs, line ends and backslashes stand as a backslash and three octal digits. */
  private static String plain(String field) {
    if (field.indexOf('\\') < 0) {
      return field;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < field.length(); i++) {
      if (field.charAt(i) == '\\' && field.substring(i + 1).matches("(?s)[0-3][0-7]{2}.*")) {
        text.append((char) Integer.parseInt(field.substring(i + 1, i + 4), 8));
        i += 3;
      } else {
        text.append(field.charAt(i));
      }
    }
    return text.toString();
  }
}
