// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.extension.HandlerPackage;
import org.waagent.goalstate.HandlerName;
import org.waagent.machine.TestMachine;

/** What gets out of a package, and what does not. */
class UnpackerTest {
  private static final String MANIFEST = "[{\"handlerManifest\": {}}]";

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

  private static Map<String, String> files(String... namesAndTexts) {
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      files.put(namesAndTexts[i], namesAndTexts[i + 1]);
    }
    return files;
  }

  private void assertNothingUnpacked() {
    assertThat(folder.path()).doesNotExist();
    assertThat(lib.resolveSibling("unpack").resolve("Acme.Web-1.0.0")).doesNotExist();
  }

  @Test
  void makesEveryFileExecutable() throws IOException {
    unpack(
        HandlerPackage.zip(
            files("HandlerManifest.json", MANIFEST, "bin/", "", "bin/a.sh", "#!", "b.txt", "")));
    assertThat(folder.path().resolve("bin/a.sh")).isExecutable().hasContent("#!");
    assertThat(folder.path().resolve("b.txt")).isExecutable();
  }

  @Test
  void findsTheManifestWhereverItIsAndTakesItsMarkAway() throws IOException {
    unpack(HandlerPackage.zip(files("deep/inner/HandlerManifest.json", "\uFEFF" + MANIFEST)));
    assertThat(Files.readString(folder.manifest())).isEqualTo(MANIFEST);
  }

  @Test
  void prefersTheManifestInTheRoot() throws IOException {
    unpack(
        HandlerPackage.zip(files("a/HandlerManifest.json", "x", "HandlerManifest.json", "root")));
    assertThat(Files.readString(folder.manifest())).isEqualTo("root");
  }

  @Test
  void refusesTwoEntriesForOnePlace() {
    assertThatThrownBy(
            () ->
                unpack(
                    HandlerPackage.zip(
                        files("HandlerManifest.json", MANIFEST, "a/b", "x", "a/./b", "y"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Acme.Web__1.0.0.zip: entry comes twice: 'a/./b'");
    assertNothingUnpacked();
  }

  @ParameterizedTest
  @CsvSource({"a/b, a, file and a folder", "a, a/b, below a file", "a/, a, file and a folder"})
  void refusesAFileWhereAFolderIs(String first, String second, String why) {
    assertThatThrownBy(
            () ->
                unpack(
                    HandlerPackage.zip(
                        files("HandlerManifest.json", MANIFEST, first, "", second, ""))))
        .isInstanceOf(ZipException.class)
        .hasMessageContaining("Acme.Web__1.0.0.zip: entry is")
        .hasMessageContaining(why)
        .hasMessageContaining("'" + second + "'");
    assertNothingUnpacked();
  }

  @Test
  void refusesLongNames() {
    for (String name :
        new String[] {"x".repeat(201), "x/".repeat(600) + "x", "\u00e9".repeat(101)}) {
      assertThatThrownBy(
              () -> unpack(HandlerPackage.zip(files("HandlerManifest.json", MANIFEST, name, ""))))
          .isInstanceOf(ZipException.class)
          .hasMessageContaining("Acme.Web__1.0.0.zip: name of entry is too long: '");
      assertNothingUnpacked();
    }
  }

  @Test
  void refusesNamesThatMakeFoldersWithoutEnd() {
    Map<String, String> many = files("HandlerManifest.json", MANIFEST);
    for (int i = 0; i < 20; i++) {
      many.put("d" + i + "/x".repeat(300), "");
    }
    assertThatThrownBy(() -> unpack(HandlerPackage.zip(many)))
        .hasMessageContaining("more than 5000 folders");
    assertNothingUnpacked();
  }

  @Test
  void tellsNoControlCharactersOfNames() {
    assertThatThrownBy(
            () ->
                unpack(
                    HandlerPackage.zip(
                        files("HandlerManifest.json", MANIFEST, "../a\n[31mb\0", ""))))
        .hasMessageContaining("entry leaves the folder: '../a?[31mb?'");
  }

  @Test
  void refusesANameWithNothingInIt() {
    byte[] zip = HandlerPackage.zip(files("HandlerManifest.json", MANIFEST, "a\0b", "x"));
    assertThatThrownBy(() -> unpack(zip)).hasMessageContaining("leaves the folder: 'a?b'");
    assertNothingUnpacked();
  }

  @Test
  void refusesAWrongChecksum() {
    byte[] turned = stored("HandlerManifest.json", MANIFEST);
    turned[30 + "HandlerManifest.json".length() + 3] ^= 1;
    assertThatThrownBy(() -> unpack(turned))
        .isInstanceOf(ZipException.class)
        .hasMessageContaining("Acme.Web__1.0.0.zip: invalid entry CRC")
        .hasMessageContaining("'HandlerManifest.json'");
    assertNothingUnpacked();
  }

  private static byte[] stored(String name, String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CRC32 crc = new CRC32();
    crc.update(text.getBytes());
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry(name);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(text.length());
      entry.setCrc(crc.getValue());
      zip.putNextEntry(entry);
      zip.write(text.getBytes());
      zip.closeEntry();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  @Test
  void refusesALieAboutTheNumberOfEntries() throws IOException {
    byte[] zip = HandlerPackage.zip(files("HandlerManifest.json", MANIFEST, "a", "b"));
    byte[] fewer = zip.clone();
    fewer[zip.length - 22 + 10] = 1;
    assertThatThrownBy(() -> unpack(fewer)).hasMessageContaining("lists 1 entries and has 2");
    byte[] many = zip.clone();
    many[zip.length - 22 + 10] = (byte) 0xff;
    many[zip.length - 22 + 11] = (byte) 0xff;
    assertThatThrownBy(() -> unpack(many)).hasMessageContaining("not tell how many entries");
    assertThatThrownBy(() -> unpack(large(zip, 3))).hasMessageContaining("lists 3 entries");
    assertNothingUnpacked();
    unpack(large(zip, 2));
    assertThat(folder.path().resolve("a")).hasContent("b");
  }

  /** The same with the records of a zip of more than 65535 entries. */
  private static byte[] large(byte[] zip, int entries) throws IOException {
    ByteBuffer records = ByteBuffer.allocate(76).order(ByteOrder.LITTLE_ENDIAN);
    records.put(new byte[] {'P', 'K', 6, 6}).putLong(44).putShort((short) 45).putShort((short) 45);
    records.putInt(0).putInt(0).putLong(entries).putLong(entries).putLong(0).putLong(0);
    records.put(new byte[] {'P', 'K', 6, 7}).putInt(0).putLong(zip.length - 22).putInt(1);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(zip, 0, zip.length - 22);
    all.write(records.array());
    byte[] end = Arrays.copyOfRange(zip, zip.length - 22, zip.length);
    end[8] = end[9] = end[10] = end[11] = (byte) 0xff;
    all.write(end);
    return all.toByteArray();
  }

  @Test
  void refusesALieAboutTheSizeOfAnEntry() throws IOException {
    byte[] zip = stored("HandlerManifest.json", MANIFEST);
    ByteBuffer header = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(18, 0x7fffffff).putInt(22, 0x7fffffff);
    assertThatThrownBy(() -> unpack(zip)).isInstanceOf(ZipException.class);
    assertNothingUnpacked();
  }

  @Test
  void refusesAManifestThatIsTooLarge() {
    assertThatThrownBy(
            () -> unpack(HandlerPackage.zip(files("a/HandlerManifest.json", " ".repeat(2 << 20)))))
        .isInstanceOf(ZipException.class)
        .hasMessageContaining("a/HandlerManifest.json is larger than");
    assertNothingUnpacked();
  }

  @Test
  void takesNoStateFromAPackage() throws IOException {
    unpack(
        HandlerPackage.zip(
            files(
                "HandlerManifest.json", MANIFEST,
                "./package_validated/x", "",
                "config/a.HandlerState", "enabled",
                "config/HandlerStatus", "{}",
                "config/own.json", "{}")));
    assertThat(folder.path().resolve("package_validated")).doesNotExist();
    assertThat(folder.config()).isDirectoryContaining("glob:**own.json");
    assertThat(folder.config().resolve("a.HandlerState")).doesNotExist();
    assertThat(folder.statusFile()).doesNotExist();
  }

  @Test
  void isPutInPlaceOnlyIfTheInspectionAgrees() throws IOException {
    Files.write(folder.zip(), HandlerPackage.zip(files("HandlerManifest.json", MANIFEST)));
    assertThatThrownBy(
            () ->
                unpacker.unpack(
                    folder,
                    unpacked -> {
                      assertThat(unpacked.resolve("HandlerManifest.json")).exists();
                      throw new ZipException("no");
                    }))
        .hasMessage("no");
    assertNothingUnpacked();
  }

  @Test
  void refusesWhatIsEncrypted() {
    byte[] zip = HandlerPackage.zip(files("HandlerManifest.json", MANIFEST));
    zip[6] |= 1;
    assertThatThrownBy(() -> unpack(zip)).hasMessageContaining("Acme.Web__1.0.0.zip: encrypted");
    assertNothingUnpacked();
  }

  @Test
  void refusesAPackageThatIsCutAnywhere() throws IOException {
    byte[] zip =
        HandlerPackage.zip(files("HandlerManifest.json", MANIFEST, "a", "x".repeat(300), "b", "y"));
    for (int length = 0; length < zip.length; length += 7) {
      byte[] cut = java.util.Arrays.copyOf(zip, length);
      assertThatThrownBy(() -> unpack(cut)).as("%d bytes", length).isInstanceOf(IOException.class);
      assertNothingUnpacked();
    }
    unpack(zip);
    assertThat(folder.manifest()).exists();
  }

  @Test
  void refusesAPackageWithoutManifest() {
    assertThatThrownBy(() -> unpack(HandlerPackage.zip(files("a", "b"))))
        .hasMessageContaining("HandlerManifest.json");
    assertNothingUnpacked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "a/../../evil",
        "/etc/evil",
        "..\\evil",
        "a/..",
        "..",
        "c:\\evil",
        "a/../b",
        "."
      })
  void letsNoEntryOut(String name) throws IOException {
    assertThatThrownBy(
            () -> unpack(HandlerPackage.zip(files("HandlerManifest.json", MANIFEST, name, "x"))))
        .isInstanceOf(IOException.class);
    assertNothingUnpacked();
    assertThat(lib.resolve("evil")).doesNotExist();
  }

  @Test
  void refusesTooManyEntries() {
    Map<String, String> many = files("HandlerManifest.json", MANIFEST);
    for (int i = 0; i < 10_000; i++) {
      many.put("d" + i + "/", "");
    }
    assertThatThrownBy(() -> unpack(HandlerPackage.zip(many))).hasMessageContaining("10000");
    assertNothingUnpacked();
  }

  @Test
  void refusesABomb() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("zeros"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 40; i++) {
        zip.write(zeros);
      }
      zip.closeEntry();
    }
    assertThatThrownBy(() -> unpack(bytes.toByteArray())).hasMessageContaining("more than it may");
    assertNothingUnpacked();
  }

  @Test
  void refusesWhatIsNoZip() {
    assertThatThrownBy(() -> unpack("<html>".getBytes())).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> unpack(new byte[0])).isInstanceOf(IOException.class);
    assertNothingUnpacked();
  }

  @Test
  void refusesAPackageCutAnywhere() {
    byte[] zip = HandlerPackage.zip(files("HandlerManifest.json", MANIFEST, "a", "b", "c", "d"));
    for (int length = 0; length < zip.length - 1; length += 3) {
      byte[] cut = Arrays.copyOf(zip, length);
      assertThatThrownBy(() -> unpack(cut)).isInstanceOf(IOException.class);
    }
    assertNothingUnpacked();
  }

  @Test
  @Tag("D22")
  void leavesAFormerVersionAloneWhereThePackageIsBad() throws IOException {
    unpack(HandlerPackage.zip(files("HandlerManifest.json", MANIFEST, "a", "old")));
    assertThatThrownBy(() -> unpack("bad".getBytes())).isInstanceOf(IOException.class);
    assertThat(folder.path().resolve("a")).hasContent("old");
  }
}
