// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.os.BlockDevices;
import org.waagent.os.BlockDevices.Device;
import org.waagent.os.BlockDevices.Mount;

class SysBlockDevicesTest extends BlockDevicesContract {
  @TempDir private Path root;

  @Override
  BlockDevices blockDevices() throws IOException {
    entry("pci/block/sdb", 2048, true);
    entry("pci/block/sdb/sdb2", 1000, false);
    entry("pci/block/sdb/sdb1", 1000, false);
    entry("pci/block/sda", 4096, true);
    entry("pci/block/sr0", 10, true);
    entry("pci/block/cciss!c0d0", 10, true);
    entry("virtual/block/loop0", 10, false);
    Files.writeString(root.resolve("sys/devices/pci/block/sdb/sdb1/partition"), "1\n");
    Files.writeString(root.resolve("sys/devices/pci/block/sdb/sdb2/partition"), "2\n");
    Files.writeString(root.resolve("sys/devices/pci/block/sr0/removable"), "1\n");
    Files.createDirectories(root.resolve("proc/self"));
    Files.writeString(
        root.resolve("proc/self/mounts"),
        """
        /dev/sda / ext4 rw,relatime 0 0
        proc /proc proc rw 0 0
        /dev/sdb1 /mnt/a\\040b\\134c ext4 rw 0 0
        tmpfs /mnt/\\xyz tmpfs rw 0 0
        """);
    return new SysBlockDevices(TestMachine.at(root).files());
  }

  /** As the kernel does it: a folder of the device, and a link to it. */
  private void entry(String path, long sectors, boolean device) throws IOException {
    Path real = root.resolve("sys/devices").resolve(path);
    Path links = Files.createDirectories(root.resolve("sys/class/block"));
    Files.createDirectories(device ? real.resolve("device") : real);
    Files.writeString(real.resolve("size"), sectors + "\n");
    Files.writeString(real.resolve("removable"), "0\n");
    Path link = links.resolve(real.getFileName());
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, Path.of("../../devices", path));
  }

  @Test
  void tellsWholeDisksWithTheirPartitions() throws IOException {
    assertThat(blockDevices().devices())
        .containsExactly(
            new Device(Path.of("/dev/cciss/c0d0"), 5120, false, List.of()),
            new Device(Path.of("/dev/sda"), 4096 * 512, false, List.of()),
            new Device(
                Path.of("/dev/sdb"),
                2048 * 512,
                false,
                List.of(Path.of("/dev/sdb1"), Path.of("/dev/sdb2"))),
            new Device(Path.of("/dev/sr0"), 5120, true, List.of()));
  }

  @Test
  void readsEscapesInTheTableOfMounts() throws IOException {
    assertThat(blockDevices().mounts())
        .containsExactly(
            new Mount("/dev/sda", Path.of("/"), "ext4", List.of("rw", "relatime")),
            new Mount("proc", Path.of("/proc"), "proc", List.of("rw")),
            new Mount("/dev/sdb1", Path.of("/mnt/a b\\c"), "ext4", List.of("rw")),
            new Mount("tmpfs", Path.of("/mnt/\\xyz"), "tmpfs", List.of("rw")));
  }

  @Test
  void findsTheNearestMount() throws IOException {
    assertThat(blockDevices().mountOf(Path.of("/mnt/a b\\c/d")).orElseThrow().source())
        .isEqualTo("/dev/sdb1");
    assertThat(blockDevices().mountOf(Path.of("/mnt/a")).orElseThrow().source())
        .isEqualTo("/dev/sda");
  }

  @Test
  void aMachineThatTellsNothingHasNone() throws IOException {
    BlockDevices none = new SysBlockDevices(TestMachine.at(root.resolve("empty")).files());
    assertThat(none.devices()).isEmpty();
    assertThat(none.mounts()).isEmpty();
  }
}
