// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.ExtensionsGoalState;
import org.waagent.goalstate.ExtensionsGoalState.Source;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.RequestedState;

class VmSettingsTest {
  private static final String GOOD = "{'name':'Good.One','version':'2','state':'enabled'}";
  private static final String THUMBPRINT = "F6ABAA61098A301EBB8A571C3C7CF77F355F7FA9";

  private final List<String> warnings = new ArrayList<>();

  private VmSettings read(String json) {
    return VmSettings.read(json.replace('\'', '"'), "9", warnings::add);
  }

  private Handler handler(String entry) {
    List<Handler> handlers =
        read("{'extensionGoalStates':[" + entry + "," + GOOD + "]}").state().handlers();
    assertThat(handlers.get(1).invalid()).isEmpty();
    return handlers.get(0);
  }

  @Test
  void findsKeysWhateverTheirCaseAtEveryDepth() {
    VmSettings settings =
        read(
            "{'INSVDSEQNO':12,'ActivityID':'a','HOSTGAPLUGINVERSION':'1.0.8.159',"
                + "'ExtensionGoalStatesSource':'FastTrack','ONHOLD':true,"
                + "'extensionslastmodifiedtickcount':'637726657706205299',"
                + "'statusuploadblob':{'VALUE':'https://a/b?x','StatusBlobType':'PageBlob'},"
                + "'extensionGoalStates':[{'NAME':'A','Version':'1','STATE':'enabled',"
                + "'settingsseqno':3,'SETTINGS':[{'PublicSettings':'{\\'k\\':1}'}],"
                + "'dependson':[{'DEPENDENCYLEVEL':2}]}]}");
    ExtensionsGoalState state = settings.state();
    assertThat(state.id()).isEqualTo("etag_9");
    assertThat(state.svdSequenceNumber()).isEqualTo("12");
    assertThat(state.source()).isEqualTo(Source.FAST_TRACK);
    assertThat(state.onHold()).isTrue();
    assertThat(state.createdOn()).hasToString("2021-11-16T13:22:50.620529Z");
    assertThat(state.statusBlob()).isPresent();
    Extension extension = state.handlers().get(0).extensions().get(0);
    assertThat(extension.publicSettings()).contains("{\"k\":1}");
    assertThat(extension.dependencyLevel()).isEqualTo(2);
    assertThat(extension.sequenceNumber()).isEqualTo(3);
  }

  @Test
  void takesDefaultsForWhatIsMissing() {
    ExtensionsGoalState state = read("{}").state();
    assertThat(state.source()).isEqualTo(Source.FABRIC);
    assertThat(state.createdOn()).isEqualTo(ExtensionsGoalState.NEVER);
    assertThat(state.activityId()).isEqualTo(ExtensionsGoalState.ZERO_GUID);
    assertThat(state.svdSequenceNumber()).isEqualTo(ExtensionsGoalState.ZERO_GUID);
    assertThat(state.statusBlob()).isEmpty();
    assertThat(read("{'inSvdSeqNo':null}").state().svdSequenceNumber())
        .isEqualTo(ExtensionsGoalState.ZERO_GUID);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "{'name':'A','version':'1','state':'odd'}| Unknown ext handler state:odd",
        "{'name':'A','version':'1','state':'Enabled'}| Unknown ext handler state:Enabled",
        "{'name':'A','version':'1'}| no state",
        "{'name':'A','state':'enabled'}| no version",
        "{'version':'1','state':'enabled'}| name",
        "17| state",
        "{'name':'A','version':'1','state':'enabled','settings':5}| no array",
        "{'name':'A','version':'1','state':'enabled','settings':[{}]}| no sequence number",
        "{'name':'A','version':'1','state':'enabled','settingsSeqNo':1,'settings':[{},{}]}| More"
            + " than one",
        "{'name':'A','version':'1','state':'enabled','settingsSeqNo':1,'settings':"
            + "[{'publicSettings':'{'}]}| no JSON",
        "{'name':'A','version':'1','state':'enabled','settingsSeqNo':1,'settings':"
            + "[{'protectedSettings':'MII'}]}| no certificate",
        "{'name':'A','version':'1','state':'enabled','settingsSeqNo':1,'settings':"
            + "[{'protectedSettings':'MII','protectedSettingsCertThumbprint':'x'}]}| no thumbprint",
        "{'name':'A','version':'1','state':'enabled','settingsSeqNo':1,'settings':[{}],"
            + "'dependsOn':[{'dependencyLevel':1},{'dependencyLevel':1}]}| More than one dependsOn",
        "{'name':'A','version':'1','state':'enabled','settingsSeqNo':1,'settings':[{}],"
            + "'dependsOn':[{}]}| no level",
        "{'name':'A','version':'1','state':'enabled','isMultiConfig':true,'settings':"
            + "[{'seqNo':1,'extensionState':'enabled'}]}| lack a name",
        "{'name':'A','version':'1','state':'enabled','isMultiConfig':true,'settings':"
            + "[{'extensionName':'x','seqNo':1,'extensionState':'enabled'},"
            + "{'extensionName':'x','seqNo':2,'extensionState':'enabled'}]}| are named x",
        "{'name':'A','version':'1','state':'enabled','settingsSeqNo':-1,'settings':[{}]}| no"
            + " sequence number",
        "{'name':'A','version':'1','state':'enabled','isMultiConfig':true,'settings':[],"
            + "'dependsOn':[{'name':'y','dependencyLevel':1}]}| names no settings",
        "{'name':'A','version':'1','state':'enabled','additionalLocations':'x'}| no array"
      })
  void isolatesABadEntry(String entry, String reason) {
    assertThat(handler(entry).invalid().orElseThrow()).contains(reason);
  }

  @ParameterizedTest
  @Tag("D42")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "'seqNo':1| known state",
        "'seqNo':1,'extensionState':'Enabled'| known state",
        "'extensionState':'enabled'| sequence number",
        "'seqNo':'x','extensionState':'enabled'| sequence number",
        "'seqNo':1,'extensionState':'enabled','publicSettings':'{'| no JSON",
        "'seqNo':1,'extensionState':'enabled','protectedSettings':'MII'| no certificate",
        "'seqNo':1,'extensionState':'enabled','protectedSettings':'MII',"
            + "'protectedSettingsCertThumbprint':'x'| no thumbprint"
      })
  void oneOfSeveralSettingsThatIsInvalidLeavesTheOthers(String members, String reason) {
    Handler handler =
        handler(
            "{'name':'A','version':'1','state':'enabled','isMultiConfig':true,'settings':["
                + "{'extensionName':'bad',"
                + members
                + "},{'extensionName':'good','seqNo':2,'extensionState':'disabled'}]}");
    assertThat(handler.invalid()).isEmpty();
    assertThat(handler.extensions().get(0).invalid().orElseThrow()).contains(reason);
    assertThat(handler.extensions().get(1).invalid()).isEmpty();
    assertThat(handler.extensions().get(1).requested()).isEqualTo(RequestedState.DISABLED);
  }

  @Test
  @Tag("D42")
  void aLevelThatIsMissingConcernsTheSettingsThatDepend() {
    Handler handler =
        handler(
            "{'name':'A','version':'1','state':'enabled','isMultiConfig':true,'settings':["
                + "{'extensionName':'a','seqNo':1,'extensionState':'enabled'},"
                + "{'extensionName':'b','seqNo':2,'extensionState':'enabled'}],"
                + "'dependsOn':[{'name':'a'},{'name':'b','dependencyLevel':3}]}");
    assertThat(handler.invalid()).isEmpty();
    assertThat(handler.extensions().get(0).invalid().orElseThrow()).contains("no level");
    assertThat(handler.extensions().get(1).invalid()).isEmpty();
    assertThat(handler.extensions().get(1).dependencyLevel()).isEqualTo(3);
  }

  @Test
  @Tag("D35")
  void levelsOfHandlersWithoutSettingsAreIgnoredAndOddOnesAreZero() {
    Handler without =
        handler("{'name':'A','version':'1','state':'enabled','dependsOn':[{'dependencyLevel':1}]}");
    assertThat(without.invalid()).isEmpty();
    assertThat(without.extensions()).isEmpty();
    assertThat(warnings).hasSize(1);
    Handler odd =
        handler(
            "{'name':'A','version':'1','state':'enabled','settingsSeqNo':1,'settings':[{}],"
                + "'dependsOn':[{'dependencyLevel':-4}]}");
    assertThat(odd.invalid()).isEmpty();
    assertThat(odd.extensions().get(0).dependencyLevel()).isZero();
    assertThat(warnings).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {"null| ##", "'null'| ##", "''| ##", "'{}'| {}", "'[1]'| [1]", "{'a':1}| {\"a\":1}"})
  void publicSettingsAreJsonInATextAndNullIsNone(String value, String expected) {
    Handler handler =
        handler(
            "{'name':'A','version':'1','state':'enabled','settingsSeqNo':1,'settings':"
                + "[{'publicSettings':"
                + value
                + "}]}");
    assertThat(handler.invalid()).isEmpty();
    assertThat(handler.extensions().get(0).publicSettings().orElse("")).isEqualTo(expected);
  }

  @Test
  void ignoresAttributesOfOldAgents() {
    Handler plain = handler("{'name':'A','version':'1','state':'enabled'}");
    Handler decorated =
        handler(
            "{'name':'A','version':'1','state':'enabled','autoUpgrade':true,"
                + "'runAsStartupTask':'odd','isJson':false,'useExactVersion':[],'upgradeGuid':{},"
                + "'encodedSignature':''}");
    assertThat(decorated).isEqualTo(plain);
  }

  @Test
  void warnsOfAnEmptyDependsOn() {
    Handler handler =
        handler(
            "{'name':'A','version':'1','state':'enabled','settingsSeqNo':1,'settings':[{}],"
                + "'dependsOn':[]}");
    assertThat(handler.invalid()).isEmpty();
    assertThat(warnings).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "7",
        "{} {}",
        "{'a':1,}",
        "{'requiredFeatures':{}}",
        "{'requiredFeatures':[{}]}",
        "{'extensionGoalStates':7}"
      })
  void failsAsAWholeWhenItIsNoDocument(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(JsonParseException.class);
  }

  @Test
  void failsAtOnceWhenItIsNestedTooDeep() {
    String deep = "{'a':" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThatThrownBy(() -> read(deep)).isInstanceOf(JsonParseException.class);
  }

  @Test
  void redactsTheStatusBlobAndProtectedSettings() {
    VmSettings settings =
        read(
            "{'statusUploadBlob':{'value':'https://a/b?sv=1\\u0026sig=S1'},'extensionGoalStates':["
                + "{'name':'A','version':'1','state':'enabled','settingsSeqNo':1,'settings':["
                + "{'protectedSettings':'MII/S2','protectedSettingsCertThumbprint':'"
                + THUMBPRINT
                + "'}]}]}");
    assertThat(settings.redacted())
        .contains("***REDACTED***", THUMBPRINT)
        .doesNotContain("S1", "S2");
    assertThat(settings.state().handlers().get(0).toString()).doesNotContain("S2");
  }
}
