// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.TestMachine;

/** Files with events do not fill the disk where nobody collects them. */
class EventFilesTest {
  private static final int MEBIBYTE = 1024 * 1024;

  @TempDir Path root;
  private EventFiles task;
  private TestMachine machine;

  @BeforeEach
  void build() {
    machine = TestMachine.at(root);
    task = new EventFiles(machine.files(), machine.directories(), machine.log().logger());
  }

  @Test
  void ofTooManyFilesTheOldestGoWhateverTheirNames() throws Exception {
    for (String folder :
        new String[] {"var/log/azure/Acme.Tool/events", "var/lib/waagent/events"}) {
      for (int i = 0; i < 1003; i++) {
        write(folder, "file-" + i, 1, i);
      }
      task.run();
      assertThat(names(folder)).hasSize(1000).contains("file-3", "file-1002");
      assertThat(names(folder)).doesNotContain("file-0", "file-1", "file-2");
    }
    assertThat(machine.log().lines()).hasSize(2);
  }

  @Test
  void ofTooManyBytesTheOldestGo() throws Exception {
    for (int i = 0; i < 6; i++) {
      write("var/log/azure/Acme.Tool/events", i + ".json", 4 * MEBIBYTE, i);
    }
    task.run();
    assertThat(names("var/log/azure/Acme.Tool/events"))
        .containsExactlyInAnyOrder("2.json", "3.json", "4.json", "5.json");
  }

  @Test
  void whatTelemetryKeepsForTheHostIsLeftToIt() throws Exception {
    for (int i = 0; i < 6; i++) {
      write("var/lib/waagent/events", i + ".waagent.tld", 4 * MEBIBYTE, i);
    }
    task.run();
    assertThat(names("var/lib/waagent/events")).hasSize(6);
  }

  @Test
  void otherFilesAndWhatLinksLeadToAreNotTouched() throws Exception {
    write("var/log/azure/Acme.Tool", "big.log", 20 * MEBIBYTE, 0);
    write("elsewhere", "big", 20 * MEBIBYTE, 0);
    Files.createSymbolicLink(
        root.resolve("var/log/azure/Acme.Tool/events"), root.resolve("elsewhere"));
    task.run();
    assertThat(root.resolve("var/log/azure/Acme.Tool/big.log")).exists();
    assertThat(root.resolve("elsewhere/big")).exists();
  }

  private void write(String folder, String name, int size, int age) throws IOException {
    Path file = Files.createDirectories(root.resolve(folder)).resolve(name);
    Files.write(file, new byte[size]);
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(age)));
  }

  private String[] names(String folder) {
    return root.resolve(folder).toFile().list();
  }
}
