// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waagent.azurehost.BlobType;
import org.waagent.azurehost.CertificateStyle;
import org.waagent.azurehost.Document;
import org.waagent.azurehost.Extension;
import org.waagent.azurehost.Fault;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.Replacement;
import org.waagent.azurehost.RequestedState;
import org.waagent.azurehost.Settings;
import org.waagent.azurehost.StaleContainer;

class ScenarioTest {
  @TempDir private Path folder;

  private Scenario read(String json) throws IOException {
    Path file = folder.resolve("scenario.json");
    Files.writeString(file, json);
    return Scenario.read(file);
  }

  private void extensionFolder(String name) throws IOException {
    Files.createDirectories(folder.resolve(name));
    Files.writeString(folder.resolve(name).resolve("HandlerManifest.json"), "[]");
  }

  @Test
  void readsGoalStatesWithExtensionsInOrder() throws IOException {
    extensionFolder("hello-1");
    extensionFolder("hello-2");
    Scenario scenario =
        read(
            """
            {"machine": {"name": "m1"}, "goalStates": [
              {"extensions": [{"name": "Acme.Hello", "version": "1.0.0", "package": "hello-1",
                "publish": {"2.0.0": "hello-2"}, "settings": {"a": 1},
                "protectedSettings": {"b": 2}, "sequenceNumber": 3, "dependencyLevel": 1,
                "dependsOn": ["Acme.Base"]}]},
              {"after": {"handler": "Acme.Hello", "status": "Ready"},
                "extensions": [{"name": "Acme.Hello", "state": "uninstall"}]}]}
            """);
    assertThat(scenario.machine().name()).isEqualTo("m1");
    assertThat(scenario.steps()).hasSize(2);
    assertThat(scenario.steps().get(0).isFromTheStart()).isTrue();
    Extension hello = scenario.steps().get(0).goal().extensions().get(0);
    assertThat(hello.packages()).containsOnlyKeys("1.0.0", "2.0.0");
    Settings settings = hello.settings().orElseThrow();
    assertThat(settings.publicSettings()).contains("{\"a\":1}");
    assertThat(settings.protectedSettings()).contains("{\"b\":2}");
    assertThat(settings.sequenceNumber()).isEqualTo(3);
    assertThat(settings.dependencyLevel()).isEqualTo(1);
    assertThat(scenario.steps().get(1).goal().extensions().get(0).state())
        .isEqualTo(RequestedState.UNINSTALL);
    assertThat(scenario.expected()).singleElement().hasToString("Acme.Hello gone");
  }

  @Test
  void readsWhatElseAGoalStateCanSay() throws IOException {
    Files.writeString(folder.resolve("own.xml"), "<X/>");
    GoalState goal =
        read("""
                {"goalStates": [{"at": 2.5, "fastTrack": true, "onHold": true,
                  "statusBlob": "PageBlob", "requiredFeatures": ["F"], "newCertificate": true,
                  "certificates": {"keyTransport": "RSA_PKCS1", "pfx": "PBES2_AES"},
                  "users": [{"name": "u", "password": "p", "expires": "2030-01-01T00:00:00Z"}],
                  "families": [{"name": "Prod", "version": "9.9.9.9"}],
                  "replace": {"EXTENSIONS_CONFIG": "own.xml"},
                  "extensions": [{"name": "Acme.Multi", "configs": [
                    {"name": "one", "sequenceNumber": 2}, {"name": "two", "state": "disabled"}]}]}]}
                """)
            .steps()
            .get(0)
            .goal();
    assertThat(goal.fastTrack()).isTrue();
    assertThat(goal.onHold()).contains(true);
    assertThat(goal.statusBlobType()).isEqualTo(BlobType.PAGE_BLOB);
    assertThat(goal.requiredFeatures()).containsExactly("F");
    assertThat(goal.certificates()).hasSize(1);
    assertThat(goal.certificateStyle().pfx()).isEqualTo(CertificateStyle.PfxEncryption.PBES2_AES);
    assertThat(goal.remoteUsers()).hasSize(1);
    assertThat(goal.families().get(0).version()).contains("9.9.9.9");
    assertThat(goal.replaced()).containsEntry(Document.EXTENSIONS_CONFIG, Replacement.text("<X/>"));
    assertThat(goal.extensions().get(0).configs()).containsOnlyKeys("one", "two");
    assertThat(Condition.fulfilling(goal))
        .extracting(Condition::toString)
        .containsExactly("Acme.Multi/one Ready #2 success", "Acme.Multi/two gone");
  }

  @Test
  void readsFaultsOfRoutesAndServices() throws IOException {
    Scenario scenario =
        read(
            """
            {"goalStates": [{}], "faults": [
              {"route": "wire.goalState", "status": 503, "times": 3, "retryAfter": 2},
              {"route": "hostPlugin.*", "kind": "slow", "bytesPerSecond": 10, "at": 5, "for": 1},
              {"route": "blob.*", "kind": "notListening", "for": 2}]}
            """);
    TimedFault first = scenario.faults().get(0);
    assertThat(first.fault().orElseThrow().times()).isEqualTo(3);
    assertThat(first.fault().orElseThrow().retryAfter()).contains(Duration.ofSeconds(2));
    assertThat(scenario.faults().get(1).at()).isEqualTo(Duration.ofSeconds(5));
    assertThat(scenario.faults().get(1).route()).isEmpty();
    assertThat(scenario.faults().get(2).fault()).isEmpty();
    assertThat(scenario.faults().get(2).span()).isEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | goalStates: must hold",
        "{\"goalStates\": 1} | goalStates: must be a list",
        "{\"goalStates\": [{}, {}]} | goalStates[1].at: every goal state",
        "{\"goalStates\": [{\"extension\": []}]} | goalStates[0].extension: unknown key",
        "{\"goalStates\": [{\"extensions\": [{}]}]} | goalStates[0].extensions[0].name: is missing",
        "{\"goalStates\": [{\"extensions\": [{\"name\": \"A\", \"state\": \"on\"}]}]}"
            + " | goalStates[0].extensions[0].state: must be one of",
        "{\"goalStates\": [{\"extensions\": [{\"name\": \"A\", \"package\": \"nowhere\"}]}]}"
            + " | goalStates[0].extensions[0].package: cannot read",
        "{\"goalStates\": [{\"after\": {\"handler\": 1}}]}"
            + " | goalStates[0].after.handler: must be a text",
        "{\"goalStates\": [{}], \"faults\": [{\"route\": \"wire.x\", \"status\": 500}]}"
            + " | faults[0].route: no such route: wire.x",
        "{\"goalStates\": [{}], \"faults\": [{\"route\": \"wire.*\"}]}"
            + " | faults[0].kind: give either status or kind",
        "{\"goalStates\": [} | scenario.json: is not JSON"
      })
  void complaintsNameThePlace(String json, String complaint) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(ScenarioError.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void readsBlackHolesDripsAndWhatComesAtTheEnd() throws IOException {
    Scenario scenario =
        read(
            """
            {"goalStates": [{}, {"at": 1, "migrate": true, "staleContainer": "INVALID_CONFIGURATION"}],
             "faults": [
              {"route": "blob.*", "kind": "blackhole", "for": 5},
              {"route": "wire.goalState", "kind": "drip", "bytesPerSecond": 9, "atEnd": "released"}]}
            """);
    assertThat(scenario.steps().get(1).migrate()).contains(StaleContainer.INVALID_CONFIGURATION);
    assertThat(scenario.faults().get(0).swallows()).isTrue();
    assertThat(scenario.faults().get(1).fault()).contains(Fault.drip(9).released());
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"goalStates": [{}],
                     "faults": [{"route": "wire.goalState", "kind": "blackhole"}]}
                    """))
        .hasMessageContaining("blackhole is for a whole service");
  }
}
