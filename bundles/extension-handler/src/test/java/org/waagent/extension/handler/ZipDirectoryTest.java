// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.extension.HandlerPackage;
import org.waagent.goalstate.HandlerName;
import org.waagent.machine.TestMachine;

/** What only the directory at the end of a package tells is heeded. */
class ZipDirectoryTest {
  private Path lib;
  private HandlerFolder folder;
  private Unpacker unpacker;

  @BeforeEach
  void prepare(@TempDir Path temp) throws IOException {
    lib = Files.createDirectories(temp.resolve("lib"));
    folder = new HandlerFolder(lib, new HandlerName("Acme.Web"), "1.0.0");
    TestMachine machine = TestMachine.below(temp);
    ProgramPlaces places =
        new ProgramPlaces(
            machine.files(), machine.blockDevices(), lib, temp, "", machine.log().logger());
    unpacker = new Unpacker(machine.files(), places);
  }

  private void unpack(byte[] zip) throws IOException {
    Files.write(folder.zip(), zip);
    unpacker.unpack(folder, unpacked -> {});
  }

  private static Map<String, String> files(String text) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("HandlerManifest.json", "[{\"handlerManifest\": {}}]");
    files.put("a", text);
    return files;
  }

  private void assertNothingUnpacked() {
    assertThat(folder.path()).doesNotExist();
    assertThat(lib.resolveSibling("unpack").resolve("Acme.Web-1.0.0")).doesNotExist();
  }

  @Test
  void refusesALink() {
    byte[] zip = HandlerPackage.zip(files("/etc"));
    int central = lastIndexOf(zip, "PK\u0001\u0002");
    zip[central + 5] = 3; // made by Unix
    zip[central + 41] = (byte) 0xA1; // a symbolic link, 0777
    zip[central + 40] = (byte) 0xFF;
    assertThatThrownBy(() -> unpack(zip))
        .isInstanceOf(ZipException.class)
        .hasMessageContaining("Acme.Web__1.0.0.zip: entry is a symbolic link: 'a'");
    assertNothingUnpacked();
  }

  @Test
  void refusesADirectoryThatSaysSomethingElse() {
    byte[] zip = HandlerPackage.zip(files("b"));
    int central = lastIndexOf(zip, "PK\u0001\u0002");
    byte[] sum = zip.clone();
    sum[central + 16] ^= 1;
    assertThatThrownBy(() -> unpack(sum)).hasMessageContaining("another CRC than the entry has");
    byte[] name = zip.clone();
    name[central + 46] = 'c';
    assertThatThrownBy(() -> unpack(name)).hasMessageContaining("does not have: 'c'");
    byte[] place = zip.clone();
    place[zip.length - 22 + 16] ^= 1;
    assertThatThrownBy(() -> unpack(place)).hasMessageContaining("no directory where it should");
    byte[] beyond = zip.clone();
    beyond[zip.length - 22 + 19] = 1;
    assertThatThrownBy(() -> unpack(beyond)).hasMessageContaining("no directory where it should");
    assertNothingUnpacked();
  }

  private static int lastIndexOf(byte[] bytes, String text) {
    for (int at = bytes.length - text.length(); at >= 0; at--) {
      if (new String(bytes, at, text.length(), ISO_8859_1).equals(text)) {
        return at;
      }
    }
    throw new AssertionError("not found");
  }
}
