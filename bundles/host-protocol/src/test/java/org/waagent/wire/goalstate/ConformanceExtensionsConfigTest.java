// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.Incarnation;
import org.waagent.goalstate.RequestedState;
import org.waagent.goalstate.StatusBlob;

/** The documents the platform's own tests are made of, in small, and how they are to be read. */
class ConformanceExtensionsConfigTest {
  private final List<String> warnings = new ArrayList<>();

  private ExtensionsGoalState read(String content) throws Exception {
    String text = "<Extensions>" + content.replace('`', '"') + "</Extensions>";
    return ExtensionsConfig.read(text, new Incarnation("5"), warnings::add).state();
  }

  private static String plugin(String name, String attributes) {
    return "<Plugin name='" + name + "' version='1.0' state='enabled' " + attributes + "/>";
  }

  private static String settings(String name, String content) {
    return "<Plugin name='" + name + "' version='1.0'>" + content + "</Plugin>";
  }

  private static String runtime(String attributes, String settings) {
    return "<RuntimeSettings "
        + attributes
        + ">{`runtimeSettings`:["
        + settings
        + "]}</RuntimeSettings>";
  }

  private List<Handler> handlers(String plugins, String settings) throws Exception {
    return read("<Plugins>"
            + plugins
            + "</Plugins><PluginSettings>"
            + settings
            + "</PluginSettings>")
        .handlers();
  }

  @ParameterizedTest
  @CsvSource({"BlockBlob,BLOCK_BLOB", "PageBlob,PAGE_BLOB", "invalid,BLOCK_BLOB", "'',BLOCK_BLOB"})
  void takesAStatusBlobOfUnknownTypeForABlockBlob(String type, StatusBlob.Type expected)
      throws Exception {
    ExtensionsGoalState state =
        read("<StatusUploadBlob statusBlobType='" + type + "'>https://a</StatusUploadBlob>");
    assertThat(state.statusBlob().orElseThrow().type()).isEqualTo(expected);
    assertThat(state.id()).isEqualTo("incarnation_5");
    assertThat(state.svdSequenceNumber()).isEqualTo("5");
  }

  @Test
  void withoutStatusBlobAndMetadataNothingIsInvented() throws Exception {
    ExtensionsGoalState state = read("<StatusUploadBlob statusBlobType='BlockBlob'/>");
    assertThat(state.statusBlob()).isEmpty();
    assertThat(state.activityId()).isEqualTo(ExtensionsGoalState.ZERO_GUID);
    assertThat(state.correlationId()).isEqualTo(ExtensionsGoalState.ZERO_GUID);
    assertThat(state.createdOn()).isEqualTo(ExtensionsGoalState.NEVER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "-1", "1e18", "12345678901234567890", "637726657706205217 x"})
  void metadataThatIsNoneCountsAsAbsent(String ticks) throws Exception {
    ExtensionsGoalState state =
        read("<InVMGoalStateMetaData createdOnTicks='" + ticks + "' activityId='' />");
    assertThat(state.createdOn()).isEqualTo(ExtensionsGoalState.NEVER);
    assertThat(state.activityId()).isEqualTo(ExtensionsGoalState.ZERO_GUID);
  }

  @Test
  void settingsMayBeMissingOrOnlyProtected() throws Exception {
    Handler without = handlers(plugin("A.B", ""), "").get(0);
    assertThat(without.extensions()).isEmpty();
    assertThat(without.invalid()).isEmpty();
    String protectedOnly =
        runtime("seqNo='0'", "{`handlerSettings`:{`protectedSettings`:`MII`,`x`:null}}");
    Extension extension =
        handlers(plugin("A.B", ""), settings("A.B", protectedOnly)).get(0).extensions().get(0);
    assertThat(extension.publicSettings()).isEmpty();
    assertThat(extension.protectedSettings()).isPresent();
  }

  @Test
  void settingsOfANameInAnotherCaseBelongToIt() throws Exception {
    Handler handler =
        handlers(plugin("Aa.Bb", ""), settings("aA.bB", runtime("seqNo='7'", ""))).get(0);
    assertThat(handler.invalid()).isEmpty();
    assertThat(handler.name().text()).isEqualTo("Aa.Bb");
  }

  @Test
  void emptySettingsWithDependenciesAreWaitedForByNobody() throws Exception {
    List<Handler> handlers =
        handlers(
            plugin("A.One", "") + plugin("A.Two", ""),
            settings("A.Two", "<DependsOn dependencyLevel='2'/>"));
    assertThat(handlers).allMatch(h -> h.extensions().isEmpty() && h.invalid().isEmpty());
  }

  @Test
  void attributesOfOldAgentsAreIgnored() throws Exception {
    Handler plain = handlers(plugin("A.B", ""), "").get(0);
    Handler decorated =
        handlers(
                plugin(
                    "A.B",
                    "autoUpgrade='true' upgradeGuid='x' upgradePolicy='auto' config=''"
                        + " runAsStartupTask='false' isJson='true' useExactVersion='true'"
                        + " internalVersion='9' encodedSignature=''"),
                "")
            .get(0);
    assertThat(decorated).isEqualTo(plain);
  }

  @Test
  void flagsOfAgentFamiliesMayBeUnsaid() throws Exception {
    var families =
        read("<GuestAgentExtension><GAFamilies><GAFamily><Name>Prod</Name>"
                + "<Version>9.9.9.0</Version><FromVersion>9.9.9.9</FromVersion>"
                + "<IsVersionFromRSM>TRUE</IsVersionFromRSM><IsVMEnabledForRSMUpgrades>no"
                + "</IsVMEnabledForRSMUpgrades><Uris><Uri>https://a</Uri><Uri/></Uris>"
                + "</GAFamily><GAFamily/><GAFamily><Name>Test</Name></GAFamily></GAFamilies>"
                + "</GuestAgentExtension>")
            .agentFamilies();
    assertThat(families).extracting(f -> f.name()).containsExactly("Prod", "Test");
    assertThat(families.get(0).versionFromRsm()).contains(true);
    assertThat(families.get(0).vmEnabledForRsmUpgrades()).contains(false);
    assertThat(families.get(0).fromVersion()).contains("9.9.9.9");
    assertThat(families.get(0).manifests()).hasSize(1);
    assertThat(families.get(1).version()).isEmpty();
    assertThat(families.get(1).versionFromRsm()).isEmpty();
    assertThat(warnings).singleElement().asString().contains("agent family", "line 1");
  }

  @Test
  @Tag("D42")
  void readsStateAndLevelOfEachConfiguration() throws Exception {
    String json = "{`runtimeSettings`:[{`handlerSettings`:{`publicSettings`:{`a`:1}}}]}";
    Handler handler =
        handlers(
                plugin("A.B", ""),
                settings(
                    "A.B",
                    "<DependsOn name='third' dependencyLevel='3'/>"
                        + "<DependsOn name='first' dependencyLevel='1'/>"
                        + ("<ExtensionRuntimeSettings name='first' seqNo='1' state='ENABLED'>"
                            + json
                            + "</ExtensionRuntimeSettings>")
                        + ("<ExtensionRuntimeSettings name='second' seqNo='2' state='disabled'>"
                            + json
                            + "</ExtensionRuntimeSettings>")
                        + ("<ExtensionRuntimeSettings name='third' seqNo='3'>"
                            + json
                            + "</ExtensionRuntimeSettings>")))
            .get(0);
    assertThat(handler.extensions())
        .extracting(Extension::dependencyLevel)
        .containsExactly(1, 0, 3);
    assertThat(handler.extensions())
        .extracting(Extension::requested)
        .containsExactly(RequestedState.ENABLED, RequestedState.DISABLED, RequestedState.ENABLED);
  }

  @Test
  void onePluginThatMakesNoSenseLeavesTheOthers() throws Exception {
    List<Handler> handlers =
        handlers(
            plugin("A.One", "")
                + "<Plugin/><Plugin name='' version='' state='x'/><Other/>"
                + plugin("A.Two", ""),
            settings("A.One", runtime("seqNo='x'", ""))
                + settings("A.Two", runtime("seqNo='2'", "{`handlerSettings`:{}}")));
    assertThat(handlers).hasSize(4);
    assertThat(handlers.subList(0, 3)).allMatch(h -> h.invalid().isPresent());
    assertThat(handlers.get(3).invalid()).isEmpty();
    assertThat(handlers.get(3).extensions()).hasSize(1);
  }

  @ParameterizedTest
  @Tag("D36")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "{\"onHold\": true}| true",
        "{\"onHold\": \"TRUE\"}| true",
        "{\"onhold\": \"false\"}| false",
        "{\"onHold\": 1}| false",
        "{\"onHold\": null}| false",
        "{}| false",
        "[]| false",
        "{\"onHold\": tru| false",
        "##| false"
      })
  void isOnHoldOnlyWhereAnArtifactsProfileSaysTrue(String text, boolean expected) {
    assertThat(ArtifactsProfile.isOnHold(text, warnings::add)).isEqualTo(expected);
  }

  @Test
  void readsTheAccountsOfRemoteAccess() throws Exception {
    String user = "<User><Name>a</Name><Password>AA==</Password></User>";
    for (int count : new int[] {0, 1, 2, 10}) {
      String text = "<RemoteAccess><Users>" + user.repeat(count) + "</Users></RemoteAccess>";
      assertThat(RemoteAccesses.read(text, warnings::add).users()).hasSize(count);
    }
    String broken = "<RemoteAccess><Users><User/>" + user + "</Users></RemoteAccess>";
    assertThat(RemoteAccesses.read(broken, warnings::add).users()).hasSize(1);
    assertThat(warnings).hasSize(1);
  }
}
