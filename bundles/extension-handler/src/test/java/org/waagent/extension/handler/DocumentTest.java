// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension.handler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waagent.extension.Goals;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.HandlerName;
import org.waagent.goalstate.RequestedState;
import org.waagent.goalstate.Secret;
import org.waagent.goalstate.Thumbprint;
import org.waagent.machine.TestMachine;

/** The files handlers read, to the byte. */
class DocumentTest {
  private static final HandlerName NAME = new HandlerName("Acme.Web");

  private TestMachine machine;
  private HandlerFolder folder;
  private HandlerFiles handlerFiles;

  @BeforeEach
  void prepare(@TempDir Path temp) {
    machine = TestMachine.below(temp);
    folder = new HandlerFolder(machine.directories().lib(), NAME, "1.0.0");
    handlerFiles = new HandlerFiles(machine.files(), machine.clock(), machine.directories());
  }

  private static Unit unit(Extension... settings) {
    return new Unit(
        Goals.handler(NAME.text(), "1.0.0", RequestedState.ENABLED, settings),
        Optional.of(settings).filter(all -> all.length > 0).map(all -> all[0]));
  }

  private static Extension extension(String open, String secret, String thumbprint) {
    return new Extension(
        NAME.text(),
        3,
        RequestedState.ENABLED,
        0,
        Optional.ofNullable(open),
        Optional.ofNullable(secret).map(Secret::of),
        Optional.ofNullable(thumbprint).map(Thumbprint::new));
  }

  @Test
  void tellsTheSurroundingsSpacedAsHandlersExpect() throws IOException {
    handlerFiles.prepare(folder);
    String base = folder.path().toString();
    String logs = machine.directories().extensionLogs() + "/Acme.Web";
    assertThat(Files.readString(folder.environment()))
        .isEqualTo(
            ("[{\"name\": \"Acme.Web\", \"version\": 1.0, \"handlerEnvironment\": {\"logFolder\":"
                    + " \"%2$s\", \"configFolder\": \"%1$s/config\", \"statusFolder\":"
                    + " \"%1$s/status\", \"heartbeatFile\": \"%1$s/heartbeat.log\","
                    + " \"eventsFolder\": \"%2$s/events\", \"eventsFolder_preview\":"
                    + " \"%2$s/events\"}}]")
                .formatted(base, logs));
    assertThat(permissions(folder.config())).isEqualTo("rwx------");
    assertThat(permissions(folder.status())).isEqualTo("rwx------");
    assertThat(permissions(Path.of(logs))).isEqualTo("rwxr-xr-x");
    assertThat(permissions(Path.of(logs, "events"))).isEqualTo("rwx------");
  }

  @Test
  @Tag("D32")
  void leavesTheModeOfAnExistingLogFolder() throws IOException {
    Path logs = Files.createDirectories(handlerFiles.logs(NAME));
    Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("rwxrwx---"));
    handlerFiles.prepare(folder);
    assertThat(permissions(logs)).isEqualTo("rwxrwx---");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private String settings(Extension extension) throws IOException {
    Unit unit = unit(extension);
    handlerFiles.settings(folder, unit);
    assertThat(permissions(folder.settings(unit))).isEqualTo("rw-------");
    return Files.readString(folder.config().resolve("3.settings"));
  }

  @Test
  void writesAllThreeKeysOfSettings() throws IOException {
    assertThat(settings(extension(null, null, null)))
        .isEqualTo(
            "{\"runtimeSettings\": [{\"handlerSettings\": {\"publicSettings\": null,"
                + " \"protectedSettings\": null, \"protectedSettingsCertThumbprint\": null}}]}");
  }

  @Test
  void passesSettingsOn() throws IOException {
    String thumbprint = "F6B6C7E8A7B8C9D0E1F2A3B4C5D6E7F8091A2B3C";
    String open =
        "{\"b\":[1,2.50,1e3,true,null],\"a\":{\"text\":\"gr\u00fc\u00df <&>\\n\ud83d\ude00\"}}";
    assertThat(settings(extension(open, "TUlJ+/=", thumbprint)))
        .isEqualTo(
            "{\"runtimeSettings\": [{\"handlerSettings\": {\"publicSettings\": {\"b\": [1, 2.50,"
                + " 1e3, true, null], \"a\": {\"text\": \"gr\\u00fc\\u00df <&>\\n\\ud83d\\ude00\"}},"
                + " \"protectedSettings\": \"TUlJ+/=\", \"protectedSettingsCertThumbprint\": \""
                + thumbprint
                + "\"}}]}");
  }

  @Test
  void writesAnEmptyFileWithoutSettings() throws IOException {
    handlerFiles.settings(folder, unit());
    assertThat(folder.config().resolve("0.settings")).isEmptyFile();
  }

  @Test
  void refusesSettingsThatAreNoJson() {
    assertThatThrownBy(() -> settings(extension("{a", null, null)))
        .isInstanceOf(MalformedJson.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Acme.Web-1.0.0,Acme.Web,1.0.0",
    "Acme.My-Web-1.0-rc2,Acme.My-Web,1.0-rc2",
    "WALinuxAgent-2.2,,",
    "history,,",
    "Acme.Web-x,,",
    "Acme.Web-,,",
    "-1.0,,",
  })
  void knowsAHandlersFolderByItsName(String entry, String name, String version) {
    Optional<HandlerFolder> found = HandlerFolder.of(Path.of("/lib"), entry);
    assertThat(found.map(f -> f.name().text())).isEqualTo(Optional.ofNullable(name));
    assertThat(found.map(HandlerFolder::version)).isEqualTo(Optional.ofNullable(version));
  }

  @Test
  void keepsAStatusAsTheContractHasIt() throws IOException {
    HandlerStore store = new HandlerStore(machine.files(), machine.directories());
    store.status(folder, "NotReady", 1007, "it \"failed\"", false);
    assertThat(new String(Files.readAllBytes(folder.statusFile()), UTF_8))
        .isEqualTo(
            "{\"name\": \"Acme.Web\", \"version\": \"1.0.0\", \"status\": \"NotReady\", \"code\":"
                + " 1007, \"message\": \"it \\\"failed\\\"\", \"supports_multi_config\": false,"
                + " \"extension_status\": null}");
    assertThat(store.status(folder).orElseThrow().message()).isEqualTo("it \"failed\"");
    Files.writeString(folder.statusFile(), "{torn");
    assertThat(store.status(folder)).isEmpty();
  }
}
