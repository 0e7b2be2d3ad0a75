// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalOpticalDrivesTest {
  private static final Path POINT = Path.of("/mnt/cdrom/secure");

  @TempDir private Path root;

  private LocalOpticalDrives drives(String family, ScriptedShell shell) {
    TestMachine machine = TestMachine.at(root);
    return new LocalOpticalDrives(
        machine.files(), shell, machine.blockDevices(), FixedMachine.of(family));
  }

  private void devices(String... names) throws IOException {
    Files.createDirectories(root.resolve("dev"));
    for (String name : names) {
      Files.createFile(root.resolve("dev").resolve(name));
    }
  }

  @Test
  void takesTheLikeliestDriveFirst() throws Exception {
    devices("vdb", "hdc", "sr1", "sr0", "sda", "vda", "hda", "cd0", "sr0x");
    Files.createSymbolicLink(root.resolve("dev/cdrom"), Path.of("sr0"));

    assertThat(drives("Default", new ScriptedShell(line -> null)).drives())
        .containsExactly(
            Path.of("/dev/sr0"),
            Path.of("/dev/sr1"),
            Path.of("/dev/cd0"),
            Path.of("/dev/hdc"),
            Path.of("/dev/vdb"));
  }

  @Test
  void takesTheWholeDiscOnOpenBsd() throws Exception {
    devices("cd0a", "cd0c", "sd0c");

    assertThat(drives("OpenBSD", new ScriptedShell(line -> null)).drives())
        .containsExactly(Path.of("/dev/cd0c"));
  }

  @Test
  @Tag("S22")
  void loadsTheDriverOfAFileSystemThatTheKernelLacks() throws Exception {
    AtomicInteger mounts = new AtomicInteger();
    ScriptedShell shell =
        new ScriptedShell(
            line ->
                line.startsWith("mount") && mounts.incrementAndGet() == 1
                    ? ScriptedShell.failed(32, "mount: unknown filesystem type 'udf'")
                    : ScriptedShell.fine(""),
            "modprobe");

    assertThat(drives("Default", shell).mount(Path.of("/dev/sr0"), POINT)).isEqualTo(POINT);

    assertThat(shell.ran())
        .containsExactly(
            "mount -o ro -t udf,iso9660,vfat /dev/sr0 /mnt/cdrom/secure",
            "modprobe -b isofs",
            "modprobe -b udf",
            "modprobe -b vfat",
            "mount -o ro -t udf,iso9660,vfat /dev/sr0 /mnt/cdrom/secure");
    assertThat(root.resolve("mnt/cdrom/secure")).isDirectory();
  }

  /** Of several file systems only the last one is told, in whatever language. */
  @Test
  @Tag("S22")
  void asksTheKernelWhichFileSystemsItLacks() throws Exception {
    Files.createDirectories(root.resolve("proc"));
    Files.writeString(root.resolve("proc/filesystems"), "nodev\tproc\n\text4\n\tiso9660\n\tvfat\n");
    List<String> loaded = new ArrayList<>();
    ScriptedShell shell =
        new ScriptedShell(
            line -> {
              if (line.startsWith("modprobe")) {
                loaded.add(line);
              }
              return line.startsWith("mount") && loaded.isEmpty()
                  ? ScriptedShell.failed(32, "mount: falscher Dateisystemtyp auf /dev/sr0")
                  : ScriptedShell.fine("");
            },
            "modprobe");

    assertThat(drives("Default", shell).mount(Path.of("/dev/sr0"), POINT)).isEqualTo(POINT);
    assertThat(loaded).containsExactly("modprobe -b udf");
  }

  @Test
  void loadsNothingForAKernelThatKnowsAll() throws Exception {
    Files.createDirectories(root.resolve("proc"));
    Files.writeString(root.resolve("proc/filesystems"), "\tudf\n\tiso9660\n\tvfat\n");
    ScriptedShell shell =
        new ScriptedShell(line -> ScriptedShell.failed(32, "mount: no medium found"), "modprobe");

    assertThatThrownBy(() -> drives("Default", shell).mount(Path.of("/dev/sr0"), POINT))
        .hasMessageContaining("no medium found");
    assertThat(shell.ran()).hasSize(1);
  }

  @Test
  void leavesWhatIsMountedWhereItIs() throws Exception {
    Files.createDirectories(root.resolve("proc/self"));
    Files.writeString(
        root.resolve("proc/self/mounts"), "/dev/sr0 /media/cd iso9660 ro,relatime 0 0\n");
    ScriptedShell shell = new ScriptedShell(line -> ScriptedShell.fine(""));

    assertThat(drives("Default", shell).mount(Path.of("/dev/sr0"), POINT))
        .isEqualTo(Path.of("/media/cd"));
    assertThat(shell.ran()).isEmpty();
  }

  @Test
  void saysWhyAMediumCannotBeMounted() {
    ScriptedShell shell =
        new ScriptedShell(line -> ScriptedShell.failed(32, "mount: no medium found on /dev/sr0"));

    assertThatThrownBy(() -> drives("Default", shell).mount(Path.of("/dev/sr0"), POINT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/dev/sr0 can't be mounted")
        .hasMessageContaining("no medium found");
  }

  @Test
  void triesOneFileSystemAfterTheOtherOnFreeBsd() throws Exception {
    ScriptedShell shell =
        new ScriptedShell(
            line -> line.contains("-t udf") ? ScriptedShell.failed(1, "") : ScriptedShell.fine(""));

    drives("FreeBSD", shell).mount(Path.of("/dev/cd0"), POINT);

    assertThat(shell.ran())
        .containsExactly(
            "mount -o ro -t udf /dev/cd0 /mnt/cdrom/secure",
            "mount -o ro -t cd9660 /dev/cd0 /mnt/cdrom/secure");
  }

  @Test
  void looksForUdfFirstOnGaia() throws Exception {
    ScriptedShell shell =
        new ScriptedShell(
            line ->
                line.contains("iso9660") ? ScriptedShell.fine("") : ScriptedShell.failed(32, ""));

    drives("GAiA", shell).mount(Path.of("/dev/sr0"), POINT);

    assertThat(shell.ran())
        .containsExactly(
            "mount -o ro -t udf,vfat /dev/sr0 /mnt/cdrom/secure",
            "mount -o ro -t udf,iso9660,vfat /dev/sr0 /mnt/cdrom/secure");
  }

  @ParameterizedTest
  @CsvSource({
    "Default, /dev/sr0, eject /dev/sr0",
    "FreeBSD, /dev/cd0, cdcontrol -f /dev/cd0 eject",
    "OpenBSD, /dev/cd0c, cdio eject /dev/cd0c"
  })
  void opensADrive(String family, String drive, String command) throws Exception {
    ScriptedShell shell =
        new ScriptedShell(line -> ScriptedShell.fine(""), "eject", "cdcontrol", "cdio");

    drives(family, shell).eject(Path.of(drive));

    assertThat(shell.ran()).containsExactly(command);
  }

  @ParameterizedTest
  @CsvSource({"Default, /dev/vdb", "BIG-IP, /dev/sr0", "GAiA, /dev/sr0"})
  void opensNoDriveThatCannotBeOpened(String family, String drive) throws Exception {
    ScriptedShell shell = new ScriptedShell(line -> ScriptedShell.fine(""), "eject");

    drives(family, shell).eject(Path.of(drive));

    assertThat(shell.ran()).isEmpty();
  }
}
