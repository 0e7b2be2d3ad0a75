// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.gson.JsonParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.goalstate.Incarnation;
import org.waagent.wire.xml.XmlException;

/** Whatever a document becomes, its parser returns or throws what it declares, and soon. */
class MutatedDocumentsTest {
  private static final int TIMES = 1000;
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final Map<String, List<String>> DOCUMENTS =
      Map.of(
          "GoalState.xml", List.of(Documents.GOAL_STATE),
          "ExtensionsConfig.xml", List.of(Documents.EXTENSIONS_CONFIG),
          "VmSettings.json", List.of(Documents.VM_SETTINGS),
          "manifest", List.of(Documents.MANIFEST),
          "RemoteAccess.xml", List.of(Documents.REMOTE_ACCESS),
          "HostingEnvironmentConfig.xml", List.of(Documents.HOSTING_ENVIRONMENT),
          "profile", List.of(Documents.ARTIFACTS_PROFILE));

  private static Object read(String name, String text) throws XmlException {
    Incarnation incarnation = new Incarnation("1");
    return switch (name) {
      case "GoalState.xml" -> FabricGoalState.read(text);
      case "ExtensionsConfig.xml" -> ExtensionsConfig.read(text, incarnation, w -> {});
      case "VmSettings.json" -> VmSettings.read(text, "1", w -> {});
      case "manifest" -> Manifests.read(text);
      case "RemoteAccess.xml" -> RemoteAccesses.read(text, w -> {});
      case "HostingEnvironmentConfig.xml" -> HostingEnvironments.read(text);
      default -> ArtifactsProfile.isOnHold(text, w -> {});
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GoalState.xml",
        "ExtensionsConfig.xml",
        "VmSettings.json",
        "manifest",
        "RemoteAccess.xml",
        "HostingEnvironmentConfig.xml",
        "profile"
      })
  void aDamagedDocumentIsReadOrRefused(String name) {
    Random random = Seed.random(name);
    Mutation mutation = new Mutation(random);
    for (int i = 0; i < TIMES; i++) {
      String text = mutation.any(DOCUMENTS.get(name).get(0));
      long began = System.nanoTime();
      try {
        assertThat(read(name, text)).isNotNull();
      } catch (XmlException | JsonParseException e) {
        assertThat(e).hasMessageStartingWith(name);
      } catch (RuntimeException | Error e) {
        fail("mutation " + i + " of " + name + ": " + text, e);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST);
    }
  }
}
