// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waagent.goalstate.BlobUrl;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.HostingEnvironment;
import org.waagent.goalstate.Incarnation;
import org.waagent.goalstate.RequestedState;
import org.waagent.goalstate.StatusBlob;
import org.waagent.host.ArtifactSource.Manifest;
import org.waagent.host.ArtifactSource.Package;

/** Real documents; see the README beside them. */
class SampleDocumentsTest {
  private static final String FOLDER = System.getProperty("waagent.samples", "");

  @BeforeEach
  void needsTheSamples() {
    assumeTrue(!FOLDER.isEmpty(), "the property waagent.samples names no folder of samples");
  }

  private static String sample(String name) throws Exception {
    return Files.readString(Path.of(FOLDER, name));
  }

  private static ExtensionsGoalState extensions(String name) throws Exception {
    return config(name).state();
  }

  private static ExtensionsConfig config(String name) throws Exception {
    return ExtensionsConfig.read(sample("wire/" + name), new Incarnation("1"), warning -> {});
  }

  @Test
  void findsOurVersionAmongThoseOfTheWireServer() throws Exception {
    assertThat(Versions.offerOurs(sample("wire/version_info.xml"))).isTrue();
  }

  @Test
  void readsTheIdsOfAGoalStateAndWhereItsPartsAre() throws Exception {
    FabricGoalState state = FabricGoalState.read(sample("wire/goal_state.xml")).orElseThrow();
    assertThat(state.incarnation().text()).isEqualTo("1");
    assertThat(state.containerId()).isEqualTo("c6d5526c-5ac2-4200-b6e2-56f2b70c5ab2");
    assertThat(state.roleInstanceId()).startsWith("b61f93d0-").endsWith(".MachineRole_IN_0");
    assertThat(state.roleConfigName()).startsWith("bc8b9d47-b5ed-4704-85d9-fd74cc967ec2.5.");
    assertThat(state.extensionsConfig().orElseThrow()).contains("type=extensionsConfig&inc");
    assertThat(state.certificates()).isPresent();
    assertThat(state.remoteAccess()).isEmpty();
  }

  @Test
  void readsWhereRemoteAccessIs() throws Exception {
    FabricGoalState state =
        FabricGoalState.read(sample("wire/goal_state_remote_access.xml")).orElseThrow();
    assertThat(state.remoteAccess()).contains("http://168.63.129.16:80/remoteaccessinfouri/");
    assertThat(state.roleConfigName()).startsWith("b61f93d0-");
  }

  @Test
  void takesAGoalStateThatNamesNoExtensions() throws Exception {
    FabricGoalState state =
        FabricGoalState.read(sample("wire/goal_state_no_ext.xml")).orElseThrow();
    assertThat(state.extensionsConfig()).isEmpty();
  }

  @Test
  void readsTheNamesOfTheMachine() throws Exception {
    assertThat(HostingEnvironments.read(sample("wire/hosting_env.xml")))
        .isEqualTo(
            new HostingEnvironment(
                "MachineRole_IN_0", "MachineRole", "db00a7755a5e4e8a8fe4b19bc3b330c3"));
  }

  @Test
  void readsTheAccountsOfRemoteAccess() throws Exception {
    var users = RemoteAccesses.read(sample("wire/remote_access_two_accounts.xml"), w -> {}).users();
    assertThat(users).extracting(u -> u.name()).containsExactly("testAccount1", "testAccount2");
  }

  @Test
  void readsAllThatAnExtensionsConfigSays() throws Exception {
    ExtensionsConfig config = config("ext_conf.xml");
    ExtensionsGoalState state = config.state();
    assertThat(state.createdOn()).hasToString("2021-11-16T13:22:50.620522Z");
    assertThat(state.statusBlob().orElseThrow().type()).isEqualTo(StatusBlob.Type.BLOCK_BLOB);
    assertThat(state.activityId()).isEqualTo("a33f6f53-43d6-4625-b322-1a39651a00c9");
    assertThat(state.agentFamilies()).extracting(f -> f.name()).containsExactly("Prod", "Test");
    Handler handler = state.handlers().get(0);
    assertThat(handler.name().text()).isEqualTo("OSTCExtensions.ExampleHandlerLinux");
    assertThat(handler.encodedSignature().orElseThrow()).startsWith("MII");
    Extension extension = handler.extensions().get(0);
    assertThat(extension.sequenceNumber()).isZero();
    assertThat(extension.publicSettings()).contains("{\"foo\":\"bar\"}");
    assertThat(extension.protectedSettingsCertificate().orElseThrow().hex())
        .isEqualTo("F6ABAA61098A301EBB8A571C3C7CF77F355F7FA9");
    assertThat(config.redacted()).contains("***REDACTED***").doesNotContain("SAMPLE");
  }

  @Test
  void keepsAllLocationsOfAManifestInTheirOrder() throws Exception {
    assertThat(
            extensions("ext_conf_additional_locations.xml").handlers().get(0).manifestLocations())
        .extracting(BlobUrl::text)
        .extracting(u -> u.replaceAll("[^0-9]", ""))
        .containsExactly("1", "2", "3", "4");
  }

  @Test
  void readsWhenAGoalStateWasMadeAndItsTracingIds() throws Exception {
    ExtensionsGoalState state = extensions("ext_conf_in_vm_metadata.xml");
    assertThat(state.activityId()).isEqualTo("555e551c-600e-4fb4-90ba-8ab8ec28eccc");
    assertThat(state.correlationId()).isEqualTo("400de90b-522e-491f-9d89-ec944661f531");
    assertThat(state.createdOn()).hasToString("2020-11-09T17:48:50.412125Z");
  }

  @Test
  void readsPageBlobsRequiredFeaturesAndLevels() throws Exception {
    assertThat(extensions("ext_conf_no_extensions-page_blob.xml").statusBlob().orElseThrow().type())
        .isEqualTo(StatusBlob.Type.PAGE_BLOB);
    assertThat(extensions("ext_conf_required_features.xml").requiredFeatures())
        .containsExactly("TestRequiredFeature1", "TestRequiredFeature2", "TestRequiredFeature3");
    assertThat(extensions("ext_conf_sequencing.xml").handlers())
        .extracting(h -> h.extensions().get(0).dependencyLevel())
        .containsExactly(2, 1);
  }

  @Test
  void readsSeveralConfigurationsOfAHandler() throws Exception {
    List<Handler> handlers = extensions("ext_conf_multi_config_no_dependencies.xml").handlers();
    assertThat(handlers.get(0).multiConfig()).isTrue();
    assertThat(handlers.get(0).extensions())
        .extracting(Extension::name)
        .containsExactly("firstExtension", "secondExtension", "thirdExtension");
    assertThat(handlers.get(1).multiConfig()).isFalse();
    assertThat(handlers.get(1).extensions().get(0).sequenceNumber()).isEqualTo(9);
  }

  @Test
  void readsSeveralExtensionsAndKeepsNoneOfTheirSignatures() throws Exception {
    ExtensionsConfig config = config("ext_conf_multiple_extensions.xml");
    assertThat(config.state().handlers()).isNotEmpty().allMatch(h -> h.invalid().isEmpty());
    assertThat(config.redacted()).doesNotContain("sig=SAMPLE");
  }

  @Test
  void readsTheVersionsAManifestOffers() throws Exception {
    Manifest manifest = Manifests.read(sample("wire/manifest.xml"));
    assertThat(manifest.packages()).extracting(Package::version).contains("1.0.0", "2.1.1");
    assertThat(manifest.packages()).anyMatch(Package::internal);
    assertThat(Manifests.read(sample("wire/ga_manifest.xml")).packages())
        .extracting(Package::version)
        .contains("99999.0.0.0");
  }

  @Test
  void isOnHoldOnlyWhereTheProfileSaysSo() throws Exception {
    String text = sample("wire/in_vm_artifacts_profile.json");
    assertThat(ArtifactsProfile.isOnHold(text, warning -> {})).isTrue();
    assertThat(ArtifactsProfile.isOnHold("{\"onHold\":\"False\"}", warning -> {})).isFalse();
    assertThat(ArtifactsProfile.isOnHold("nonsense", warning -> {})).isFalse();
  }

  private static VmSettings vmSettings(String name) throws Exception {
    return VmSettings.read(sample("hostgaplugin/" + name), "1", warning -> {});
  }

  @Test
  void readsAllThatVmSettingsSay() throws Exception {
    VmSettings settings = vmSettings("vm_settings.json");
    ExtensionsGoalState state = settings.state();
    assertThat(settings.isFastTrack()).isTrue();
    assertThat(state.onHold()).isTrue();
    assertThat(state.createdOn()).hasToString("2021-11-16T13:22:50.620529Z");
    assertThat(state.activityId()).startsWith("a33f6f53-");
    assertThat(state.agentFamilies()).allMatch(f -> f.manifests().size() == 2).hasSize(2);
    assertThat(state.handlers()).hasSize(5).allMatch(h -> h.invalid().isEmpty());
    assertThat(state.handlers().get(0).encodedSignature()).isPresent();
    assertThat(state.handlers().get(1).encodedSignature()).isEmpty();
    assertThat(state.handlers().get(2).extensions().get(0).dependencyLevel()).isEqualTo(1);
    assertThat(state.handlers().get(3).multiConfig()).isTrue();
    assertThat(state.handlers().get(3).extensions())
        .extracting(Extension::dependencyLevel)
        .containsExactly(2, 1, 0);
    assertThat(state.handlers()).allMatch(h -> h.requested() == RequestedState.ENABLED);
    assertThat(settings.redacted()).doesNotContain("SAMPLE").contains("***REDACTED***");
  }

  @Test
  void readsWhatVmSettingsSayOfAnAgentUpdate() throws Exception {
    var family = vmSettings("vm_settings-agent_family_version.json").state().agentFamilies().get(0);
    assertThat(family.version()).contains("9.9.9.9");
    assertThat(family.fromVersion()).contains("9.9.9.9");
    assertThat(family.versionFromRsm()).contains(true);
    assertThat(family.vmEnabledForRsmUpgrades()).contains(true);
  }

  @Test
  void takesVmSettingsWithoutManifests() throws Exception {
    ExtensionsGoalState state = vmSettings("vm_settings-no_manifests.json").state();
    assertThat(state.agentFamilies().get(0).manifests()).isEmpty();
    assertThat(state.handlers())
        .extracting(h -> h.manifestLocations().size())
        .containsExactly(0, 0, 2);
  }
}
