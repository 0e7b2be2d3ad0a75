// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.core.loop.TestGoalStates;
import org.waagent.machine.TestMachine;
import org.waagent.os.Mode;

class SharedFilesTest {
  private static final Path LIB = Path.of("/lib");

  @TempDir Path root;
  private TestMachine machine;
  private SharedFiles files;

  @BeforeEach
  void build() throws Exception {
    machine = TestMachine.at(root);
    machine.files().makeFolder(LIB, Mode.OWNER_FOLDER);
    files = new SharedFiles(LIB, machine.files(), machine.log().logger());
  }

  @Test
  void publishesTheSharedConfigUnchangedAndThePlaceholder() throws Exception {
    files.publish(TestGoalStates.of("1"));
    assertThat(machine.files().readText(LIB.resolve("SharedConfig.xml"), 100))
        .isEqualTo("<SharedConfig/>");
    assertThat(machine.files().readText(LIB.resolve("GoalState.1.xml"), 100))
        .isEqualTo("<xml>empty placeholder file</xml>");
  }

  @Test
  void forgetsAFormerMachinesGoalStateAndWritesThePresentOneAgain() throws Exception {
    files.publish(TestGoalStates.of("1"));
    write("Incarnation", Mode.OWNER_ONLY);
    write("GoalState.7.xml", Mode.OWNER_ONLY);
    write("provisioned", Mode.OWNER_ONLY);
    files.forget();
    assertThat(machine.files().list(LIB)).containsExactly("provisioned");
    files.publish(TestGoalStates.of("1"));
    assertThat(machine.files().list(LIB))
        .containsExactly("GoalState.1.xml", "SharedConfig.xml", "provisioned");
  }

  @Test
  void removesWhatOlderAgentsCachedAndNothingElse() throws Exception {
    List<String> gone =
        List.of(
            "ExtensionsConfig.12.xml",
            "Prod.3.agentsManifest",
            "Acme.Tool.3.manifest.xml",
            "VmSettings.5.json",
            "waagent_status.5.json",
            "HostingEnvironmentConfig.xml",
            "RemoteAccess.xml");
    List<String> kept =
        List.of(
            "GoalState.1.xml",
            "SharedConfig.xml",
            "other.json",
            "other.5.json",
            "a.b.xml",
            "fast_track.json");
    for (String name : gone) {
      write(name, Mode.OWNER_ONLY);
    }
    for (String name : kept) {
      write(name, Mode.OWNER_ONLY);
    }
    files.tidy();
    assertThat(machine.files().list(LIB)).containsExactlyInAnyOrderElementsOf(kept);
  }

  @Test
  void takesWritePermissionFromKeysAndCertificatesButTheRoot() throws Exception {
    List<String> protectedFiles =
        List.of("A.crt", "A.prv", "Certificates.p7m", "TransportPrivate.pem", "ovf-env.xml");
    for (String name : protectedFiles) {
      write(name, Mode.PUBLIC);
    }
    write("microsoft_root_certificate.pem", Mode.OWNER_ONLY);
    files.tidy();
    for (String name : protectedFiles) {
      assertThat(mode(name)).as(name).isEqualTo(Mode.of(0400));
    }
    assertThat(mode("microsoft_root_certificate.pem")).isEqualTo(Mode.OWNER_ONLY);
  }

  @Test
  void removesWhatAKilledAgentLeftHalfWritten() throws Exception {
    List<String> places =
        List.of("", "state/core/", "state/core/outbox/", "history/", "history/2026-01-02T00__2/");
    for (String place : places) {
      machine.files().makeFolder(LIB.resolve(place), Mode.OWNER_FOLDER);
      Files.writeString(root.resolve("lib").resolve(place + ".1f.waagent-part"), "half");
      write(place + "kept.json", Mode.OWNER_ONLY);
    }
    files.tidy();
    for (String place : places) {
      Path folder = root.resolve("lib").resolve(place);
      assertThat(folder.resolve(".1f.waagent-part")).doesNotExist();
      assertThat(folder.resolve("kept.json")).exists();
    }
  }

  private void write(String name, Mode mode) throws Exception {
    machine.files().write(LIB.resolve(name), new byte[0], mode);
  }

  private Mode mode(String name) throws Exception {
    return machine.files().look(LIB.resolve(name)).orElseThrow().mode();
  }
}
