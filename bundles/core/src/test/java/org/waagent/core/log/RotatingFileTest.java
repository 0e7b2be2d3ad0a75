// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.TestMachine;
import org.waagent.os.Files;
import org.waagent.os.Mode;

class RotatingFileTest {
  private static final Path FOLDER = Path.of("/log");
  private static final Path LOG = FOLDER.resolve("waagent.log");

  @TempDir Path root;
  private Files files;

  @BeforeEach
  void build() throws Exception {
    files = TestMachine.at(root).files();
    files.makeFolder(FOLDER, Mode.PUBLIC_FOLDER);
  }

  @Test
  void isReadableByOwnerAndGroupAlone() throws Exception {
    new RotatingFile(LOG, files, 0, 5).append("a\n", 1);
    assertThat(files.look(LOG).orElseThrow().mode()).isEqualTo(Mode.of(0640));
  }

  @Test
  void beginsANewFileAtItsSizeAndKeepsSoManyFormerOnes() throws Exception {
    RotatingFile file = new RotatingFile(LOG, files, 10, 2);
    for (int i = 0; i < 5; i++) {
      file.append("line " + i + "....\n", 1);
    }
    file.append("now\n", 1);
    assertThat(files.list(FOLDER)).containsExactly("waagent.log", "waagent.log.1", "waagent.log.2");
    assertThat(files.readText(LOG, 100)).isEqualTo("now\n");
    assertThat(files.readText(FOLDER.resolve("waagent.log.1"), 100)).startsWith("line 4");
    assertThat(files.readText(FOLDER.resolve("waagent.log.2"), 100)).startsWith("line 3");
  }

  @Test
  void growsWithoutEndWhereOthersRotate() throws Exception {
    RotatingFile file = new RotatingFile(LOG, files, 0, 2);
    for (int i = 0; i < 50; i++) {
      file.append("0123456789\n", 1);
    }
    assertThat(files.list(FOLDER)).containsExactly("waagent.log");
  }

  @Test
  void writesOnWhereAnotherProgramTookTheFileAway() throws Exception {
    RotatingFile file = new RotatingFile(LOG, files, 100, 2);
    file.append("old\n", 1);
    files.move(LOG, FOLDER.resolve("waagent.log-2026"));
    file.append("new\n", 1);
    assertThat(files.readText(LOG, 100)).isEqualTo("new\n");
  }

  @Test
  void makesItsFolderIfNobodyHas() throws Exception {
    Path elsewhere = Path.of("/var/log/azure/waagent.log");
    new RotatingFile(elsewhere, files, 0, 5).append("a\n", 1);
    assertThat(files.readText(elsewhere, 100)).isEqualTo("a\n");
  }

  @Test
  void countsWhatCouldNotBeWritten() throws Exception {
    files.makeFolder(LOG, Mode.PUBLIC_FOLDER);
    RotatingFile file = new RotatingFile(LOG, files, 100, 2);
    file.append("lost\n", 3);
    assertThat(file.unwritten()).isEqualTo(3);
    files.delete(LOG);
    file.append("written\n", 1);
    assertThat(file.unwritten()).isZero();
  }

  @Test
  void staysBoundedThoughItCanNotRotate() throws Exception {
    files.makeFolder(FOLDER.resolve("waagent.log.1/in/the/way"), Mode.OWNER_FOLDER);
    RotatingFile file = new RotatingFile(LOG, files, 1000, 5);
    for (int i = 0; i < 500; i++) {
      file.append("x".repeat(99) + "\n", 1);
      long size = files.exists(LOG) ? files.read(LOG, 10_000).length : 0;
      assertThat(size).isLessThan(2100);
    }
  }
}
