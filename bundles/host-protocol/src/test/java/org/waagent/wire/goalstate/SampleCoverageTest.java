// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waagent.goalstate.Incarnation;
import org.waagent.wire.xml.Xml;

/** Every real document is read by somebody; one that is new in the folders needs a line here. */
class SampleCoverageTest {
  private static final String FOLDER = System.getProperty("waagent.samples", "");

  private static final Map<String, Reader> WIRE =
      Map.ofEntries(
          Map.entry("version_info.xml", (text, warn) -> Versions.offerOurs(text)),
          Map.entry("goal_state.xml", (text, warn) -> goalState(text)),
          Map.entry("goal_state_no_ext.xml", (text, warn) -> goalState(text)),
          Map.entry("goal_state_remote_access.xml", (text, warn) -> goalState(text)),
          Map.entry("hosting_env.xml", (text, warn) -> HostingEnvironments.read(text)),
          Map.entry("shared_config.xml", (text, warn) -> Xml.read("SharedConfig.xml", text)),
          Map.entry("remote_access_two_accounts.xml", RemoteAccesses::read),
          Map.entry("in_vm_artifacts_profile.json", ArtifactsProfile::isOnHold),
          Map.entry("manifest.xml", (text, warn) -> Manifests.read(text)),
          Map.entry("ga_manifest.xml", (text, warn) -> Manifests.read(text)),
          Map.entry("ext_conf.xml", SampleCoverageTest::extensions),
          Map.entry("ext_conf_additional_locations.xml", SampleCoverageTest::extensions),
          Map.entry("ext_conf_in_vm_metadata.xml", SampleCoverageTest::extensions),
          Map.entry("ext_conf_multi_config_no_dependencies.xml", SampleCoverageTest::extensions),
          Map.entry("ext_conf_multiple_extensions.xml", SampleCoverageTest::extensions),
          Map.entry("ext_conf_no_extensions-page_blob.xml", SampleCoverageTest::extensions),
          Map.entry("ext_conf_required_features.xml", SampleCoverageTest::extensions),
          Map.entry("ext_conf_sequencing.xml", SampleCoverageTest::extensions));

  private static final Map<String, Reader> HOST_PLUGIN =
      Map.of(
          "vm_settings.json", SampleCoverageTest::vmSettings,
          "vm_settings-agent_family_version.json", SampleCoverageTest::vmSettings,
          "vm_settings-no_manifests.json", SampleCoverageTest::vmSettings);

  /** Reads one kind of document. */
  @FunctionalInterface
  private interface Reader {
    Object read(String text, java.util.function.Consumer<String> warn) throws Exception;
  }

  private static Object goalState(String text) throws Exception {
    return FabricGoalState.read(text).orElseThrow();
  }

  private static Object extensions(String text, java.util.function.Consumer<String> warn)
      throws Exception {
    ExtensionsConfig config = ExtensionsConfig.read(text, new Incarnation("1"), warn);
    assertThat(config.state().handlers()).allMatch(h -> h.invalid().isEmpty());
    return config;
  }

  private static Object vmSettings(String text, java.util.function.Consumer<String> warn) {
    VmSettings settings = VmSettings.read(text, "1", warn);
    assertThat(settings.state().handlers()).allMatch(h -> h.invalid().isEmpty());
    return settings;
  }

  @BeforeEach
  void needsTheSamples() {
    assumeTrue(!FOLDER.isEmpty(), "the property waagent.samples names no folder of samples");
  }

  @Test
  void everyDocumentOfTheWireServerIsRead() throws Exception {
    readsAll("wire", WIRE);
  }

  @Test
  void everyDocumentOfTheHostPluginIsRead() throws Exception {
    readsAll("hostgaplugin", HOST_PLUGIN);
  }

  private static void readsAll(String folder, Map<String, Reader> readers) throws Exception {
    try (Stream<Path> files = Files.list(Path.of(FOLDER, folder))) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(new TreeSet<>(readers.keySet()));
    }
    for (Map.Entry<String, Reader> entry : readers.entrySet()) {
      List<String> warnings = new ArrayList<>();
      String text = Files.readString(Path.of(FOLDER, folder, entry.getKey()));
      Object read = entry.getValue().read(text.replaceFirst("^\uFEFF", ""), warnings::add);
      assertThat(read).as(entry.getKey()).isNotNull();
      assertThat(warnings).as(entry.getKey()).isEmpty();
    }
  }
}
