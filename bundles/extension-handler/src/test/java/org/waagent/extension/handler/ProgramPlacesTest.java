// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.TestMachine;
import org.waagent.os.BlockDevices;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.os.Mode;

/** Where handlers go on machines of all kinds of mounts. */
class ProgramPlacesTest {
  private static final Path LIB = Path.of("/var/lib/waagent");
  private static final Path HOME = Path.of("/opt/waagent/extensions/var-lib-waagent");

  private final List<BlockDevices.Mount> mounts = new java.util.ArrayList<>();
  private TestMachine machine;
  private Files files;

  @BeforeEach
  void prepare(@TempDir Path root) throws IOException {
    machine = TestMachine.at(root);
    files = machine.files();
    files.makeFolder(LIB, Mode.OWNER_FOLDER);
    mounted("/", "rw");
  }

  private void mounted(String point, String... options) {
    mounts.add(new BlockDevices.Mount("/dev/sd" + point, Path.of(point), "ext4", List.of(options)));
  }

  private ProgramPlaces places(String wanted) {
    BlockDevices devices =
        new BlockDevices() {
          @Override
          public List<Device> devices() {
            return List.of();
          }

          @Override
          public List<Mount> mounts() {
            return mounts;
          }
        };
    return new ProgramPlaces(
        files, devices, LIB, LIB.resolve("state/x"), wanted, machine.log().logger());
  }

  private Optional<Path> home(String wanted) throws IOException {
    return places(wanted).now().home();
  }

  @Test
  void isLibDirWhereProgramsMayBeRun() throws IOException {
    mounted("/home", "noexec");
    assertThat(home("")).isEmpty();
    assertThat(files.exists(HOME.getParent())).isFalse();
  }

  @Test
  void isTheUsualFolderWhereLibDirForbidsPrograms() throws IOException {
    mounted("/var", "rw", "noexec", "nosuid");
    assertThat(home("")).contains(HOME);
    assertThat(files.look(HOME).orElseThrow().mode()).isEqualTo(Mode.OWNER_FOLDER);
    assertThat(machine.log().lines()).anyMatch(l -> l.contains("/dev/sd/var on /var"));
  }

  @Test
  void theLastAndDeepestMountCounts() throws IOException {
    mounted("/var", "noexec");
    mounted("/var/lib", "rw");
    assertThat(home("")).isEmpty();
    mounted("/var/lib", "noexec");
    assertThat(home("")).contains(HOME);
  }

  @Test
  void looksAtWhatLibDirLeadsTo() throws IOException {
    files.makeFolder(Path.of("/data/agent"), Mode.OWNER_FOLDER);
    files.delete(LIB);
    files.link(LIB, Path.of("../../data/agent"));
    mounted("/data", "noexec");
    assertThat(home("")).contains(HOME);
  }

  @Test
  void aFolderThatIsAskedForIsTakenInAnyCase() throws IOException {
    assertThat(home("/srv/x")).contains(Path.of("/srv/x/var-lib-waagent"));
    assertThat(home("relative")).isEmpty();
  }

  @Test
  void staysInLibDirWhereThereIsNoBetterPlace() throws IOException {
    mounted("/var", "noexec");
    mounted("/opt", "noexec");
    assertThat(home("")).isEmpty();
    mounts.remove(mounts.size() - 1);
    files.write(Path.of("/opt"), new byte[0], Mode.PUBLIC);
    assertThat(home("")).isEmpty();
    assertThat(machine.log().lines())
        .anyMatch(l -> l.contains("/dev/sd/opt on /opt"))
        .anyMatch(l -> l.contains("can't be made"));
  }

  @Test
  void sweepsWhatHasOnlyOneOfFolderAndLink() throws IOException {
    mounted("/var", "noexec");
    ProgramPlaces places = places("");
    places.now();
    for (String name : new String[] {"A.B-1.0", "A.B-2.0", ".unpack/A.B-3.0", "other"}) {
      files.makeFolder(HOME.resolve(name).resolve("config"), Mode.OWNER_FOLDER);
    }
    files.link(LIB.resolve("A.B-1.0"), HOME.resolve("A.B-1.0"));
    files.link(LIB.resolve("A.C-1.0"), HOME.resolve("A.C-1.0"));
    files.link(LIB.resolve("friend"), HOME.resolve("nothing"));
    places.sweep();
    assertThat(files.list(HOME)).containsExactly("A.B-1.0", "other");
    assertThat(files.list(LIB)).containsExactly("A.B-1.0", "friend");
  }

  @Test
  void neverDeletesWhatALinkOfAnotherNameLeadsTo() throws IOException {
    files.makeFolder(Path.of("/data/mine"), Mode.OWNER_FOLDER);
    files.link(LIB.resolve("A.B-1.0"), Path.of("/data/mine"));
    ProgramPlace.delete(files, LIB.resolve("A.B-1.0"));
    assertThat(files.look(LIB.resolve("A.B-1.0"))).isEmpty();
    assertThat(files.look(Path.of("/data/mine")).map(FileFacts::kind))
        .contains(FileFacts.Kind.FOLDER);
  }

  @Test
  void certificatesAreFoundBesideTheRealFolder() throws IOException {
    String name = "F6ABAA61098A301EBB8A571C3C7CF77F355F7FA9";
    mounted("/var", "noexec");
    ProgramPlaces places = places("");
    places.now();
    HandlerFolder folder =
        new HandlerFolder(LIB, new org.waagent.goalstate.HandlerName("A.B"), "1.0");
    files.makeFolder(HOME.resolve("A.B-1.0/config"), Mode.OWNER_FOLDER);
    files.link(folder.path(), HOME.resolve("A.B-1.0"));
    for (String file : new String[] {name + ".crt", name + ".prv", "TransportPrivate.pem"}) {
      files.write(LIB.resolve(file), new byte[] {'k'}, Mode.of(0400));
    }
    places.certificates(folder);
    assertThat(files.list(HOME)).containsExactly("A.B-1.0", name + ".crt", name + ".prv");
    assertThat(files.readText(HOME.resolve(name + ".prv"), 9)).isEqualTo("k");
    files.delete(LIB.resolve(name + ".prv"));
    places.certificates(folder);
    assertThat(files.list(HOME)).containsExactly("A.B-1.0", name + ".crt");
  }
}
